import { setTimeout as pause } from 'node:timers/promises';
import { decode, dossierOf, DOSSIER_STREAMS, type RecordedEvent } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { OpenLog } from './open-log';

const LOOK_EVERY_MS = 20;

/**
 * The events of all dossiers, as they are written, without personal data; it never ends by itself, but throws when it is over.
 * Holds the log only while it looks: a killed engine finds a file as after a power cut.
 */
export async function* followLog(open: OpenLog, over: AbortSignal): AsyncGenerator<RecordedEvent & { readonly dossier: DossierId }> {
  let after: Position | undefined;
  for (;;) {
    const events: (RecordedEvent & { readonly dossier: DossierId })[] = [];
    const store = await open();
    for await (const stored of store.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS }, ...(after !== undefined && { after }) })) {
      events.push({ ...decode(stored, undefined), dossier: dossierOf(stored.stream) });
      after = stored.position;
    }
    await store.close();
    yield* events;
    await pause(LOOK_EVERY_MS, undefined, { signal: over });
  }
}
