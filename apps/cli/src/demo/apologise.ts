import { localDate, plusMillis } from '@lienthong/calendar';
import { Failure } from '../failure';
import { patiently } from '../patiently';
import type { Stage } from './story';

const DAY_MS = 86_400_000;

/** Promises the first working day after the one that is promised now; which days are worked, the engine knows. */
export async function apologise({ dossier, officer }: Pick<Stage, 'dossier' | 'officer'>): Promise<void> {
  const { deadlines } = await patiently(() => officer.deadlines(dossier));
  const whole = deadlines.find(({ of }) => of === 'dossier');
  if (!whole) return;
  for (let day = plusMillis(whole.promised, DAY_MS); ; day = plusMillis(day, DAY_MS)) {
    try {
      const newDay = localDate(day);
      await patiently(() => officer.apologise(dossier, { cause: 'Hệ thống của Công an quá tải', newDay }));
      return;
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'not-a-working-day') throw error;
    }
  }
}
