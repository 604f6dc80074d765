import type { AgencyCode } from '@lienthong/bundle';
import { systemClock } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { WorkOptions } from '@lienthong/handoff';
import { BullmqQueue, type Patience } from '../bullmq-queue';
import type { RedisAddress } from '../redis-address';

/** What the test tells this process. */
export type Order =
  | {
      readonly do: 'open';
      readonly address: RedisAddress;
      readonly patience: Patience;
      readonly work: WorkOptions;
      readonly quick: boolean;
    }
  | { readonly do: 'schedule'; readonly handoffs: readonly string[] }
  | { readonly do: 'end'; readonly handoff: string }
  | { readonly do: 'close' };

/** What it hears back. */
export type Word =
  { readonly is: 'opened' | 'scheduled' | 'freed' | 'closed' } | { readonly is: 'begun' | 'ended'; readonly handoff: string };

const POLICE = 'police' as AgencyCode;
const ends = new Map<string, () => void>();
let queue: BullmqQueue | undefined;

const say = (word: Word): void => void process.send?.(word);

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'open':
      queue = await BullmqQueue.open(order.address, { onFailure: () => undefined, onTrouble: () => undefined }, order.patience);
      queue.onFree(() => say({ is: 'freed' }));
      queue.work(POLICE, ({ handoffs }) => run(String(handoffs[0]), order.quick), order.work);
      return say({ is: 'opened' });
    case 'schedule':
      for (const each of order.handoffs) queue?.schedule({ agency: POLICE, handoffs: [each as HandoffId] }, systemClock.now());
      return say({ is: 'scheduled' });
    case 'end':
      ends.get(order.handoff)?.();
      return undefined;
    case 'close':
      await queue?.close();
      say({ is: 'closed' });
      return process.disconnect();
  }
}

async function run(handoff: string, quick: boolean): Promise<void> {
  say({ is: 'begun', handoff });
  if (!quick) await new Promise<void>((resolve) => ends.set(handoff, resolve));
  say({ is: 'ended', handoff });
}

process.on('message', (order: Order) => void obey(order));
