import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { ReadDatabase } from '../database/read-database';

/** Puts off what the engine has to do about handoffs. What waits for nobody is left as it is. */
export async function postpone(db: ReadDatabase, handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
  await db
    .updateTable('handoff')
    .set({ due_at: until, trouble: trouble ?? null })
    .where('id', 'in', handoffs)
    .where('due_at', 'is not', null)
    .execute();
}
