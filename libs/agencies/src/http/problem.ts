import type { Instant } from '@lienthong/calendar';
import type { ErrorCatalogue } from '../wire/error-catalogue';
import { open, prose } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';
import type { Answer } from './answer';
import type { Finding } from './finding';
import { judgeStatus } from './judge-status';

/** Problem details (RFC 9457) with the agency's `code` as an extension member. */
export interface Problem {
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
}

const problem = new WireSchema<Problem>(open({ code: prose }, { title: prose, detail: prose }));

/** Judges an unsuccessful answer of an agency that speaks problem details. */
export function judgeProblem(answer: Answer, catalogue: ErrorCatalogue, now: Instant): Finding {
  return judgeStatus(answer, catalogue, now, named(answer));
}

function named(answer: Answer): { code: string; text: string } | undefined {
  try {
    const { code, title, detail } = problem.read(answer.received);
    return { code, text: detail ?? title ?? '' };
  } catch {
    return undefined;
  }
}
