import type { SimulatorsAdmin } from '../demo/simulators-admin';
import { REFUSALS } from './fates';

const one = (of: number) => ({ every: { n: 1, of } });

// Every kind of fault that the simulators have. `no-dedupe` is on for every repeated request: that nothing is done twice is then the
// engine's own merit.
const FAULTS = {
  justice: [
    { kind: 'slow', ms: 60, on: 'push', ...one(4) },
    { kind: 'down', mode: '503', retryAfterSeconds: 0, on: 'any', ...one(9) },
    { kind: 'down', mode: 'reset', on: 'any', ...one(12) },
    { kind: 'error', code: 'HT02', ...one(13) },
    { kind: 'error', code: 'HT99', on: 'any', ...one(17) },
    { kind: 'error', code: 'HS03', ...one(30) },
    { kind: 'time-out-after-processing', mode: 'reset', ...one(5) },
    { kind: 'time-out-after-processing', mode: 'silence', ...one(60) },
    { kind: 'malformed', on: 'push', mode: 'garbage', ...one(15) },
    { kind: 'malformed', on: 'ask', mode: 'wrong-shape', ...one(12) },
    { kind: 'malformed', on: 'ask', mode: 'huge', ...one(40) },
    { kind: 'out-of-order', ...one(4) },
    { kind: 'personal-id-late', ms: 700, ...one(3) },
    { kind: 'supplement', note: 'Bổ sung giấy chứng sinh', ms: 200, ...one(12) },
    { kind: 'no-dedupe' },
  ],
  police: [
    { kind: 'slow', ms: 40, on: 'push', ...one(4) },
    { kind: 'down', mode: '503', retryAfterSeconds: 0, on: 'any', ...one(7) },
    { kind: 'down', mode: 'reset', on: 'any', ...one(11) },
    { kind: 'error', code: 'MAINTENANCE', ...one(15) },
    { kind: 'error', code: 'INTERNAL', on: 'any', ...one(19) },
    { kind: 'error', code: 'WRONG_JURISDICTION', status: 422, ...one(40) },
    { kind: 'time-out-after-processing', mode: 'reset', ...one(6) },
    { kind: 'time-out-after-processing', mode: 'silence', ...one(70) },
    { kind: 'malformed', on: 'push', mode: 'huge', ...one(20) },
    { kind: 'malformed', on: 'callback', mode: 'garbage', ...one(14) },
    { kind: 'wrong-signature', ...one(9) },
    { kind: 'lost-callback', ...one(8) },
    { kind: 'callback-twice', ...one(3) },
    { kind: 'out-of-order', mode: 'old-after-final', ...one(4) },
    { kind: 'out-of-order', mode: 'final-first', ...one(5) },
    { kind: 'supplement', note: 'Bổ sung giấy tờ về chỗ ở', ms: 200, ...one(12) },
    { kind: 'no-dedupe' },
  ],
  'social-insurance': [
    { kind: 'slow', ms: 40, on: 'any', ...one(5) },
    { kind: 'down', mode: 'reset', on: 'any', ...one(8) },
    { kind: 'error', code: 'BH_BUSY', status: 503, ...one(11) },
    { kind: 'error', code: 'BH_CLINIC_UNKNOWN', status: 422, ...one(25) },
    { kind: 'time-out-after-processing', mode: 'reset', ...one(4) },
    { kind: 'malformed', on: 'push', mode: 'wrong-shape', ...one(13) },
    { kind: 'malformed', on: 'ask', mode: 'garbage', ...one(9) },
    { kind: 'malformed', on: 'callback', mode: 'wrong-shape', ...one(15) },
    { kind: 'wrong-signature', ...one(10) },
    { kind: 'lost-callback', ...one(6) },
    { kind: 'callback-twice', ...one(4) },
    { kind: 'out-of-order', mode: 'final-first', ...one(3) },
    { kind: 'supplement', note: 'Bổ sung mã cơ sở khám chữa bệnh', ms: 200, ...one(12) },
    { kind: 'no-dedupe' },
  ],
} as const;

/** Has every agency misbehave in every way it can, for a part of the calls, and refuse what it is to refuse. */
export async function misbehave(simulators: SimulatorsAdmin): Promise<void> {
  const refusals = Object.entries(REFUSALS).flatMap(([applicant, procedures]) =>
    procedures.map((procedure) => ({ kind: 'refuse', reason: 'Không đủ điều kiện', match: { applicant, procedure } })),
  );
  // To every agency the refusals of all: each strikes only at its own procedures.
  for (const [agency, faults] of Object.entries(FAULTS)) await simulators.switchOnAll(agency, [...refusals, ...faults]);
}
