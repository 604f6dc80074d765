import { once } from 'node:events';
import { resolve } from 'node:path';
import { ExportFile, exportLog, ExportRefused, type ExportOrder } from '@lienthong/audit';
import type { Position } from '@lienthong/event-store';
import { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { DATA, withLog } from '../installed';
import type { NamedLog } from '../log-address';
import { momentOf } from '../moment';
import { progressBar } from '../progress-bar';
import { print, settingsOf, type Settings } from '../settings';
import { exportTexts } from '../texts/export';

interface Options {
  readonly data?: string;
  readonly out?: string;
  readonly resume?: true;
  readonly after?: string;
  readonly stream?: string[];
  readonly type?: string[];
  readonly dossier?: string;
  readonly from?: string;
  readonly to?: string;
  readonly raw?: true;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('print events as lines of JSON, personal data sealed; reads the data directly, whether an engine runs or not')
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--resume', 'go on behind the last whole line of the file, if it is there')
    .option('--after <position>', 'events behind this position')
    .option('--stream <prefix...>', 'events of streams that begin so, e.g. dossier-')
    .option('--type <type...>', 'events of these types, e.g. DossierReceived')
    .option('--dossier <id>', 'events of one dossier, and the messages kept for it')
    .option('--from <moment>', 'events from this moment or day on, e.g. 2026-11-22')
    .option('--to <moment>', 'events up to this moment, or to the end of this day')
    .option('--raw', 'with the stored bytes, from which the hash chains can be recomputed')
    .option(...DATA)
    .action(async (options: Options, command: Command) => {
      const settings = settingsOf(command);
      if (options.resume && options.out === undefined) throw new Failure('usage', exportTexts.resumeWhat, EXIT.notDone);
      const order = orderOf(options);
      await withLog(options.data, (log) =>
        options.out === undefined
          ? toStandardOutput(log, order)
          : toFile(log, order, resolve(options.out), options.resume === true, settings),
      );
    });
}

function orderOf({ after, stream = [], type, dossier, from, to, raw }: Options): ExportOrder {
  const streamPrefixes = dossier === undefined ? stream : [...stream, `dossier-${dossier}`, `messages-${dossier}`];
  return {
    ...(after !== undefined && { after: positionOf(after) }),
    ...(streamPrefixes.length > 0 && { streamPrefixes }),
    ...(type && { types: type }),
    ...(from !== undefined && { from: momentOf(from, 'from') }),
    ...(to !== undefined && { to: momentOf(to) }),
    ...(raw && { raw }),
  };
}

function positionOf(text: string): Position {
  if (!/^\d{20}(?:\/\d{20})?$/.test(text)) throw new Failure('position-invalid', exportTexts.positionInvalid(text), EXIT.notDone);
  return text as Position;
}

async function toStandardOutput({ store }: NamedLog, order: ExportOrder): Promise<void> {
  // Whoever reads may have enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.well : EXIT.notDone));
  for await (const line of exportLog(store, order)) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
}

async function toFile(log: NamedLog, order: ExportOrder, path: string, resume: boolean, settings: Settings): Promise<void> {
  const file = await ExportFile.open(path, order, { resume }).catch((error: unknown) => {
    throw error instanceof ExportRefused ? new Failure(error.code, exportTexts.refused[error.code](path), EXIT.notDone) : error;
  });
  const after = file.after ?? order.after;
  const total = log.count(after);
  const bar = progressBar(settings, exportTexts.exporting, 'count');
  let events = 0;
  for await (const line of exportLog(log.store, order, { after, onProgress: (looked) => bar.update(looked, total ?? looked) })) {
    await file.write(line);
    events++;
  }
  await file.close();
  bar.end();
  const resumed = file.after !== undefined;
  print(settings, { file: path, events, resumed }, () => exportTexts.done(events, path, resumed)[settings.language]);
}
