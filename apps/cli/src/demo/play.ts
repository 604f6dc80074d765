import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryEntry } from '@lienthong/dossier';
import { projectRoot } from '@lienthong/installation';
import type { ApiClient } from '../api-client';
import { uploadFile } from '../attached-files';
import { deadlinesText } from '../deadlines-text';
import { eventLine } from '../narration';
import { paint } from '../paint';
import { patiently } from '../patiently';
import type { Language } from '../language';
import { filesBeside } from './files-beside';
import type { SimulatorsAdmin } from './simulators-admin';
import type { Stage, Story } from './story';

export interface Theatre {
  readonly api: ApiClient;
  readonly simulators: SimulatorsAdmin;
  readonly language: Language;
  /** Prints a line. */
  print(line: string): void;
  /** Called after each event that was shown. */
  onEvent?(event: HistoryEntry): Promise<void>;
}

export interface Played {
  readonly dossier: string;
  readonly events: number;
  /** What did not end as it should. */
  readonly wrong: readonly string[];
}

const PAUSE_MS = 100;
/** So many looks without an event, and the story is given up: half a minute. */
const STANDSTILL = 300;

/** Plays one story: submits, receives, shows every event as it happens, and looks whether it ended as it should. */
export async function play(story: Story, theatre: Theatre): Promise<Played> {
  const { api, simulators, language, print } = theatre;
  const example = join(projectRoot(), 'workflows', story.example);
  const submission = JSON.parse(readFileSync(example, 'utf8')) as object;
  const key = randomUUID();
  const citizen = api.as('kind=citizen; id=demo-citizen');
  for (const file of filesBeside(example, submission)) await patiently(() => uploadFile(citizen, file));
  const { id: dossier } = await patiently(() => citizen.submit(submission, key));
  const say: Stage['say'] = (text) => print(paint('cyan', `              ── ${text[language]}`));
  const events: HistoryEntry[] = [];
  const explainDeadlines: Stage['explainDeadlines'] = async () => {
    const text = deadlinesText(await patiently(() => api.deadlines(dossier)), language, true);
    for (const line of text.split('\n')) print(`              │ ${line}`.trimEnd());
  };
  const stage: Stage = {
    dossier,
    simulators,
    events,
    operator: api.as('kind=operator; id=demo-operator'),
    officer: api,
    say,
    explainDeadlines,
  };
  await story.prepare?.(stage);
  await patiently(() => api.receive(dossier, key));

  let quiet = 0;
  for (let returned = false; !returned && quiet < STANDSTILL; quiet++) {
    for (const event of await patiently(() => api.history(dossier, events.at(-1)?.revision ?? -1))) {
      quiet = 0;
      events.push(event);
      print(eventLine(event, language));
      await story.onEvent?.(event, stage);
      await theatre.onEvent?.(event);
      returned = event.type === 'ResultsReturned';
      if (event.type === 'DossierCompleted' && (await patiently(() => api.dossier(dossier))).delivery === 'one-stop') {
        await patiently(() => api.returnResults(dossier));
      }
    }
    if (!returned) await sleep(PAUSE_MS);
  }
  const view = await patiently(() => api.dossier(dossier));
  const stuck = quiet < STANDSTILL ? [] : [`nothing happens any more; it waits for ${JSON.stringify(view.waitsFor)}`];
  return { dossier, events: events.length, wrong: [...stuck, ...story.check(view, events)] };
}
