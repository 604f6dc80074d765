import { randomUUID } from 'node:crypto';
import type { Clock } from '@lienthong/calendar';
import { decodeJson, encodeJson, NO_STREAM, ownFact, RevisionConflict, type Journal, type StreamName } from '@lienthong/event-store';

/** What belongs to a log, besides the log itself. */
export interface Belongings {
  /** Which keys of personal data. */
  readonly keys: string;
  /** Which folder of attachments. */
  readonly attachments: string;
}

/** This engine has other keys or another folder than those that wrote to the log: it could not read what they wrote, nor they what it writes. */
export class OtherInstallation extends Error {
  readonly code = 'other-installation';
}

const STREAM = 'installation' as StreamName;
const ENGINE = { kind: 'system', id: 'engine' } as const;

const CURES: Readonly<Record<keyof Belongings, string>> = {
  keys: 'the log belongs to other keys of personal data than this engine has: name the same LIENTHONG_KEYS_URL, or on one machine the same LIENTHONG_DATA_DIR, as the others',
  attachments:
    'the log belongs to another folder of attachments than this engine has: all engines need the same one, shared over the network, in LIENTHONG_ATTACHMENTS_DIR',
};

/** Notes in a log that engines share what belongs to it; the first engine does, and all others have to have the same. @throws OtherInstallation */
export async function claimLog(journal: Journal, clock: Clock, mine: Belongings): Promise<void> {
  const theirs = (await readClaim(journal)) ?? (await claim(journal, clock, mine));
  const differs = (['keys', 'attachments'] as const).filter((each) => theirs[each] !== mine[each]);
  if (differs.length > 0) throw new OtherInstallation(differs.map((each) => CURES[each]).join('; '));
}

async function claim(journal: Journal, clock: Clock, mine: Belongings): Promise<Belongings> {
  const id = randomUUID();
  const metadata = ownFact(id, { at: clock.now(), actor: ENGINE, correlationId: STREAM });
  try {
    await journal.append(STREAM, NO_STREAM, [{ id, type: 'InstallationNamed', data: encodeJson(mine), metadata }]);
    return mine;
  } catch (error) {
    const first = error instanceof RevisionConflict ? await readClaim(journal) : undefined;
    if (first) return first;
    throw error;
  }
}

async function readClaim({ store }: Journal): Promise<Belongings | undefined> {
  for await (const { data } of store.readStream(STREAM, { limit: 1 })) return decodeJson(data) as Belongings;
  return undefined;
}
