import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@lienthong/calendar';
import { Command } from 'commander';
import { withFiles } from '../attached-files';
import { readJsonFile } from '../json-file';
import { eventLine } from '../narration';
import { dossierText, waitingText } from '../dossier-text';
import { isDay, momentOf } from '../moment';
import { patiently } from '../patiently';
import { print, settingsOf, type Settings } from '../settings';
import { dossierTexts } from '../texts/dossier';
import { addActs } from './dossier-acts';
import { addDue } from './dossier-due';
import { addDuplicates } from './dossier-duplicates';
import { addForm } from './dossier-form';
import { addTimeCommands } from './dossier-time';

interface SubmitOptions {
  readonly attach?: readonly string[];
  readonly receive?: true;
  readonly follow?: true;
  readonly idempotencyKey?: string;
}

export function dossierCommand(): Command {
  const dossier = new Command('dossier').description('submit a dossier, act on it, and see where it stands');
  dossier
    .command('submit <file>')
    .description('submit a dossier from a JSON file (- for standard input)')
    .option('--attach <kind=file...>', 'upload a file and cite it in the form, e.g. birth-notice=chung-sinh.pdf')
    .option('--receive', 'receive it at the one-stop as well')
    .option('--follow', 'show each event as it happens, until it is over or a person has the next move')
    .option('--idempotency-key <key>', 'the same key gives the same dossier, so an interrupted call can be made again')
    .action(async (file: string, options: SubmitOptions, command: Command) => {
      const settings = settingsOf(command);
      const submission = await withFiles(settings.api, readJsonFile(file), options.attach ?? []);
      const { id, quarantined } = await settings.api.submit(submission, options.idempotencyKey ?? randomUUID());
      const received = options.receive && (await settings.api.receive(id, options.idempotencyKey));
      if (!options.follow) {
        const assign = `npx lienthong dossier assign ${id} --office … --reason …`;
        const next = quarantined === undefined ? `npx lienthong dossier ${received ? 'show' : 'receive'} ${id}` : assign;
        const stored = quarantined === undefined ? dossierTexts.submitted(id) : dossierTexts.quarantined(id, quarantined);
        const done = received ? dossierTexts.received(id, received.bundle) : stored;
        print(
          settings,
          { id, ...(quarantined !== undefined && { quarantined }), ...received },
          () => `${done[settings.language]}; ${dossierTexts.next[settings.language]}: ${next}`,
        );
        return;
      }
      if (settings.json) console.log(JSON.stringify({ id, ...received }));
      await follow(settings, id);
    });
  dossier
    .command('receive <id>')
    .description('receive a submitted dossier at the one-stop: its clock starts, and the version in force is pinned')
    .action(async (id: string, _: object, command: Command) => {
      const settings = settingsOf(command);
      const received = await settings.api.receive(id);
      print(settings, { id, ...received }, () => dossierTexts.received(id, received.bundle)[settings.language]);
    });
  dossier
    .command('return <id>')
    .description('record that the results were handed over at the one-stop')
    .action(async (id: string, _: object, command: Command) => {
      const settings = settingsOf(command);
      await settings.api.returnResults(id);
      print(settings, { id, returned: true }, () => dossierTexts.returned(id)[settings.language]);
    });
  dossier
    .command('show <id>')
    .description('show a dossier as it stands: procedures, results, and who has the next move')
    .option('--at <moment or revision>', 'as it was then, e.g. 12, 2026-11-22 (the end of that day) or "2026-11-22 15:00" (Viet Nam)')
    .action(async (id: string, { at }: { at?: string }, command: Command) => {
      const settings = settingsOf(command);
      const { api, language } = settings;
      const then = at === undefined ? undefined : asOf(at);
      const view = await api.dossier(id, then);
      print(settings, view, () => {
        const text = dossierText(view, language);
        return then === undefined ? text : `${dossierTexts.asOf(then, view.revision)[language]}\n\n${text}`;
      });
    });
  dossier
    .command('history <id>')
    .description('show every event of a dossier, in order')
    .option('--follow', 'go on as they happen, until it is over or a person has the next move')
    .action(async (id: string, { follow: live }: { follow?: true }, command: Command) => {
      const settings = settingsOf(command);
      if (live) return follow(settings, id);
      const events = await settings.api.history(id);
      print(settings, events, () => events.map((event) => eventLine(event, settings.language)).join('\n'));
    });
  addActs(dossier);
  addDuplicates(dossier);
  addForm(dossier);
  addTimeCommands(dossier);
  addDue(dossier);
  return dossier;
}

/** A revision as it is, a moment as the API takes it; a day that has not ended yet is taken up to now. */
function asOf(text: string): string {
  if (/^\d{1,9}$/.test(text)) return text;
  const [moment, now] = [momentOf(text), systemClock.now()];
  return moment > now && isDay(text) ? now : moment;
}

/** Prints events as they happen, one line (or one JSON object) each. */
async function follow({ api, json, language }: Settings, id: string): Promise<void> {
  for (let after = -1; ;) {
    for (const event of await patiently(() => api.history(id, after))) {
      console.log(json ? JSON.stringify(event) : eventLine(event, language));
      after = event.revision;
    }
    const { phase, waitsFor, revision } = await patiently(() => api.dossier(id));
    const persons = waitsFor.filter((waiting) => waiting.on === 'task');
    if (revision === after && (phase === 'returned' || persons.length === waitsFor.length)) {
      if (!json && phase !== 'returned' && persons.length > 0)
        console.log(persons.map((waiting) => waitingText(waiting, language)).join('\n'));
      return;
    }
    await sleep(200);
  }
}
