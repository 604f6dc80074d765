import { setTimeout as pause } from 'node:timers/promises';
import { decode, dossierOf, DOSSIER_STREAMS, type RecordedEvent } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { SqliteEventStore, type Position } from '@lienthong/event-store';

const LOOK_EVERY_MS = 20;

/**
 * The events of all dossiers, as they are written, without personal data; it never ends by itself, but throws when it is over.
 * Reads from outside, whether an engine runs or not, and holds the file only while it looks: a killed engine finds the log as after a
 * power cut.
 */
export async function* followLog(file: string, over: AbortSignal): AsyncGenerator<RecordedEvent & { readonly dossier: DossierId }> {
  let after: Position | undefined;
  for (;;) {
    const events: (RecordedEvent & { readonly dossier: DossierId })[] = [];
    const store = await SqliteEventStore.open(file, { readOnly: true });
    for await (const stored of store.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS }, ...(after !== undefined && { after }) })) {
      events.push({ ...decode(stored, undefined), dossier: dossierOf(stored.stream) });
      after = stored.position;
    }
    await store.close();
    yield* events;
    await pause(LOOK_EVERY_MS, undefined, { signal: over });
  }
}
