import { plusMillis } from '@lienthong/calendar';
import type { Command, DossierId, HandoffId, Sha256 } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import type { Writers } from './readers';

const HASH = 'a'.repeat(64) as Sha256;
const failure = { outcome: 'not-processed', code: 'maintenance', detail: 'Nguyễn Bảo An' } as const;

/** What the agency gives for a birth registration, as far as it is needed, with personal data in it. */
export const CERTIFICATE = {
  number: '112',
  book: '01/2026',
  page: '56',
  registeredOn: '2026-10-27',
  document: { code: 'KQ.G15.000031' },
  personalId: '079326000123',
};

export const attempt = (handoff: HandoffId): Command => ({ type: 'AttemptHandoff', handoff, sent: HASH });

export const report = (handoff: HandoffId, message: string, more: object): Command =>
  ({ type: 'RecordAgencyStatus', handoff, message, via: 'callback', status: 'in-process', received: HASH, ...more }) as Command;

/** What happens to two dossiers: to which, to which of its handoffs, and what. */
export const histories = fc.array(fc.tuple(fc.nat(1), fc.nat(3), fc.nat(1_000)), { maxLength: 40 });

/** Lets it happen. What cannot happen at the time is refused, and time goes on. @returns the two dossiers */
export async function live(writers: Writers, history: readonly (readonly [number, number, number])[]): Promise<DossierId[]> {
  const two = [await writers.received(), await writers.received()];
  for (const [which, index, pick] of history) {
    const dossier = (await writers.dossiers.load(two[which] as DossierId))?.dossier;
    const handoffs = Object.values(dossier?.handoffs ?? {});
    const handoff = handoffs[index % handoffs.length];
    if (dossier && handoff) await writers.do(dossier.id, happening(writers, handoff.id, handoff.attempts, pick));
  }
  return two;
}

/** Something that can happen to a handoff, chosen by a number. */
function happening(writers: Writers, handoff: HandoffId, tried: number, pick: number): Command {
  const retry = pick % 2 > 0 && { retryAt: plusMillis(writers.time.now(), pick) };
  const all: readonly Command[] = [
    attempt(handoff),
    { type: 'RecordAcknowledgement', handoff, via: 'delivery', reference: `HT-${pick}`, received: HASH },
    { type: 'RecordAttemptFailure', handoff, attempt: tried, failure, ...retry },
    { type: 'RecordAttemptFailure', handoff, attempt: tried, failure: { ...failure, outcome: 'unknown' }, ...retry },
    { type: 'RecordNotFound', handoff, attempt: tried, received: HASH },
    { type: 'RecordInquiryFailure', handoff, attempt: tried, failure: { code: 'timeout', detail: '' }, ...retry },
    { type: 'RecordHandoffRefusal', handoff, by: 'agency', code: 'wrong-commune', detail: '' },
    { type: 'ReleaseHandoff', handoff, reason: 'cleared up' },
    report(handoff, `m-${pick % 5}`, { status: 'in-process' }),
    report(handoff, `n-${pick % 5}`, { status: 'supplement-needed', note: 'Thiếu giấy chứng sinh' }),
    report(handoff, `c-${pick % 3}`, { status: 'completed', result: CERTIFICATE, note: 'Đã xong' }),
    report(handoff, `r-${pick % 3}`, { status: 'refused' }),
    { type: 'ExpireAcknowledgement', handoff },
    { type: 'ReturnResults' },
  ];
  return all[pick % all.length] ?? attempt(handoff);
}
