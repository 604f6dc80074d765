import { toMillis, type Instant } from '@lienthong/calendar';
import { holderOf, type Dossier, type Holder } from '@lienthong/dossier/domain';

/** Milliseconds by holder. */
export type TimeByHolder = Readonly<Partial<Record<Holder, number>>>;

/** What a dossier's state does not keep of its way: how long it lay with whom, and when it ended. */
export interface Course {
  /**
   * The end of the official index: all procedures have ended (portal status 9, with which 10 and 8 come no earlier), or it was not taken
   * in (3). [P]
   */
  readonly endedAt?: Instant;
  /** Up to here the time is counted. */
  readonly since: Instant;
  readonly held: TimeByHolder;
}

/** The way after one more event. What is written together has one time, so that hardly an event costs anything. */
export function goOn(course: Course | undefined, before: Dossier | undefined, after: Dossier, at: Instant): Course {
  const passed = course && at !== course.since ? { since: at, held: withTime(course, before, at) } : undefined;
  const ends = course?.endedAt === undefined && after.phase !== 'submitted' && after.phase !== 'under-way';
  if (!passed && !ends) return course ?? { since: at, held: {} };
  return { since: at, held: {}, ...course, ...passed, ...(ends && { endedAt: at }) };
}

function withTime({ since, held }: Course, before: Dossier | undefined, at: Instant): TimeByHolder {
  const holder = before && holderOf(before);
  return holder ? { ...held, [holder]: (held[holder] ?? 0) + Math.max(0, toMillis(at) - toMillis(since)) } : held;
}
