import { setTimeout as pause } from 'node:timers/promises';
import type { Bilingual } from '@lienthong/bundle';
import { Command } from 'commander';
import type { ReadModelsState } from '@lienthong/read-models';
import type { ApiClient } from '../api-client';
import { EXIT, Failure } from '../failure';
import { progressBar } from '../progress-bar';
import { OPERATOR, print, settingsOf, type Settings } from '../settings';
import { readModelsTexts } from '../texts/read-models';

const LOOK_EVERY_MS = 200;

export function readModelsCommand(): Command {
  const readModels = new Command('read-models').description('what is derived from the log, and can be built again from it');
  readModels
    .command('show')
    .description('show how far they are')
    .action(async (_: object, command: Command) => {
      const settings = settingsOf(command);
      const found = await settings.api.readModels();
      print(settings, found, () =>
        standing(found)
          .map((each) => each[settings.language])
          .join('\n'),
      );
    });
  readModels
    .command('rebuild')
    .description('build them again from the log, while the engine goes on; Ctrl-C leaves it running')
    .action(async (_: object, command: Command) => {
      const settings = settingsOf(command, OPERATOR);
      await begin(settings.api);
      process.once('SIGINT', () => {
        console.error(`\n${readModelsTexts.left[settings.language]}`);
        process.exit(EXIT.notDone);
      });
      const { rebuild } = await ended(settings);
      print(settings, { rebuild }, () => readModelsTexts.done(rebuild.events)[settings.language]);
    });
  return readModels;
}

async function begin(api: ApiClient): Promise<void> {
  try {
    await api.rebuildReadModels();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'no-engine') throw new Failure('no-engine', readModelsTexts.noEngine(api.url), EXIT.notDone, error.more);
    // Somebody else began one: its end is as good.
    if (error.code !== 'rebuild-under-way') throw error;
  }
}

async function ended(settings: Settings): Promise<ReadModelsState> {
  const bar = progressBar(settings, readModelsTexts.rebuilding, 'count');
  try {
    for (;;) {
      const found = await settings.api.readModels();
      const { state, events, of, reason = '?' } = found.rebuild;
      if (state === 'done') return found;
      if (state === 'failed') throw new Failure('rebuild-failed', readModelsTexts.failed(reason), EXIT.notWell, { reason });
      if (state === 'none') throw new Failure('rebuild-lost', readModelsTexts.lost);
      bar.update(events, of);
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    bar.end();
  }
}

function standing({ lag, rebuild }: ReadModelsState): Bilingual[] {
  const { state, events, of, reason = '?' } = rebuild;
  return [
    lag === 0 ? readModelsTexts.upToDate : readModelsTexts.behind(lag),
    ...(state === 'running' ? [readModelsTexts.running(events, of)] : []),
    ...(state === 'failed' ? [readModelsTexts.failed(reason)] : []),
  ];
}
