import type { AgencyCode } from '@lienthong/bundle';
import { instant, toMillis, type Instant } from '@lienthong/calendar';
import { decodeBare, dossierOf } from '@lienthong/dossier/reading';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { EventStore } from '@lienthong/event-store';
import { POLICY } from '../node';
import { numbers } from '../simulate';
import { Town, type Plan } from '../town';

const HOUR_MS = 3_600_000;
/** A Monday, eight in the morning in Viet Nam. */
const BEGINS = '2026-10-26T01:00:00.000Z' as Instant;
const OPEN_MS = 8 * HOUR_MS;

export interface OutageQuestion {
  readonly agency: AgencyCode;
  readonly hours: number;
  /** Hours after eight in the morning at which it begins. */
  readonly after: number;
  /** Families that file on that day. */
  readonly dossiers: number;
  readonly seed: number;
  /** How often the engine tries before a person has to look. */
  readonly tries: number;
  /** Minutes to the next try at the most; they grow from ten seconds, four times each. */
  readonly longestPause: number;
}

/** A handoff to the agency: when it was to be sent, and when the agency had it. */
export interface Passage {
  readonly handoff: HandoffId;
  readonly requested: Instant;
  /** Absent: it never came there; the dossier ended before. */
  readonly reached: Instant | undefined;
}

export interface Day {
  readonly begins: Instant;
  readonly passages: readonly Passage[];
  /** Dossiers, and procedures of theirs, whose promise passed before they were done. */
  readonly late: number;
  readonly attempts: number;
  /** Handoffs to the agency that a person had to release. */
  readonly parked: number;
}

/** When the agency is down. */
export const outageOf = ({ after, hours }: OutageQuestion): { readonly from: Instant; readonly to: Instant } => {
  const from = toMillis(BEGINS) + after * HOUR_MS;
  return { from: instant(from), to: instant(from + hours * HOUR_MS) };
};

/**
 * Lives the day to the end of all its dossiers on the real engine, in simulated time, with nothing going wrong but the outage. The same
 * families file the same dossiers with and without it, and agencies treat them the same.
 */
export async function live(question: OutageQuestion, isDown: boolean): Promise<Day> {
  const { seed, dossiers, agency, tries, longestPause } = question;
  const backoff = { ...POLICY.backoff, maxMs: longestPause * 60_000 };
  const plan: Plan = {
    begins: BEGINS,
    arrives: (number, chance) => chance.between(0, OPEN_MS, `${number}/comes`),
    policy: { ...POLICY, maxTries: tries, backoff },
    outages: isDown ? [{ agency, ...outageOf(question) }] : [],
  };
  const town = new Town({ seed, dossiers: numbers(dossiers), faults: new Set(), plan });
  await town.live();
  const [broken] = town.broken;
  if (broken) throw new Error(`${broken.invariant}: ${broken.detail}`);
  return { begins: BEGINS, ...(await read(town.log, agency)) };
}

async function read(log: EventStore, agency: AgencyCode): Promise<Omit<Day, 'begins'>> {
  const passages = new Map<HandoffId, { requested: Instant; reached: Instant | undefined }>();
  const late = new Set<string>();
  let attempts = 0;
  let parked = 0;
  for await (const stored of log.readAll({ filter: { streamPrefixes: ['dossier-'] } })) {
    const { event, at } = decodeBare(stored);
    switch (event.type) {
      case 'HandoffRequested':
        if (event.data.agency === agency) passages.set(event.data.handoff, { requested: at, reached: undefined });
        break;
      case 'HandoffAttempted':
        if (passages.has(event.data.handoff)) attempts++;
        break;
      case 'HandoffParked':
        if (passages.has(event.data.handoff)) parked++;
        break;
      case 'HandoffAcknowledged':
      case 'AgencyStatusReported': {
        const passage = passages.get(event.data.handoff);
        if (passage) passage.reached ??= at;
        break;
      }
      case 'DeadlineMissed':
        late.add(dossierOf(stored.stream));
        break;
      default:
    }
  }
  return { passages: [...passages].map(([handoff, passage]) => ({ handoff, ...passage })), late: late.size, attempts, parked };
}
