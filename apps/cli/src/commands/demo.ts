import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryEntry } from '@lienthong/dossier';
import { Command } from 'commander';
import { play, type Played } from '../demo/play';
import { SimulatorsAdmin } from '../demo/simulators-admin';
import { STORIES } from '../demo/story';
import { ApiClient } from '../api-client';
import { EXIT, Failure } from '../failure';
import { paint } from '../paint';
import { Programs } from '../programs';
import { settingsOf, type Settings } from '../settings';
import { demoTexts } from '../texts/demo';
import { runTexts } from '../texts/run';

export function demoCommand(): Command {
  return new Command('demo')
    .description('show six dossiers, of births and deaths, from submission to results, on an engine and simulators of its own')
    .option('--kill', 'kill the engine (SIGKILL) in the middle of every dossier; it is started again')
    .option('--data <dir>', 'keep the data in this directory (default: a temporary one, removed at the end)')
    .action(async ({ kill, data }: { kill?: true; data?: string }, command: Command) => {
      const dataDir = data ?? mkdtempSync(join(tmpdir(), 'lienthong-demo-'));
      try {
        process.exitCode = (await demonstrate(settingsOf(command), dataDir, kill === true)) ? EXIT.well : EXIT.notWell;
      } finally {
        if (data === undefined) rmSync(dataDir, { recursive: true, force: true });
      }
    });
}

async function demonstrate({ json, language }: Settings, dataDir: string, kill: boolean): Promise<boolean> {
  const print = (line: string): void => (json ? undefined : console.log(line));
  const programs = await Programs.start({
    dataDir,
    signingKeysDir: join(dataDir, 'signing-keys'),
    enginePort: 0,
    simulatorsPort: 0,
    quiet: true,
    // A Redis that is configured here is that of another installation.
    environment: { LIENTHONG_QUEUE: 'in-process' },
    onRestart: (signal) => print(paint('red', `              ── ${runTexts.restarted(signal)[language]}`)),
  });
  const interrupt = (): void => void programs.stop().then(() => process.exit(EXIT.notDone));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    const api = new ApiClient(programs.engineUrl, 'kind=officer; id=demo-officer; role=one-stop', language);
    const simulators = new SimulatorsAdmin(programs.simulatorsUrl);
    const gone = programs.ended.then((reason): never => {
      throw new Failure('ended', reason);
    });
    gone.catch(() => undefined);
    const played: Played[] = [];
    for (const [i, story] of STORIES.entries()) {
      print(paint('bold', `\n${i + 1}. ${story.title[language]}`));
      // A slow agency, so that the kill falls between sending and the answer.
      if (kill) await simulators.switchOn('justice', { kind: 'slow', ms: 500, on: 'push' });
      const theatre = { api, simulators, language, print };
      const playing = play(story, kill ? { ...theatre, onEvent: killOnce(programs) } : theatre);
      const ended = await Promise.race([playing, gone]);
      for (const wrong of ended.wrong) print(paint('red', `   ${demoTexts.wrong[language]}: ${wrong}`));
      played.push(ended);
    }
    const { effects, secondEffects } = await simulators.report();
    const well = played.filter(({ wrong }) => wrong.length === 0).length;
    const total = { dossiers: played.length, endedAsTheyShould: well, events: sum(played), effects, secondEffects };
    if (json) console.log(JSON.stringify({ ...total, played }));
    else print(demoTexts.total(total)[language]);
    return well === STORIES.length && secondEffects === 0;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupt);
    await programs.stop();
  }
}

/** Kills the engine when the first attempt is out: the agency has the handoff, and the engine will never hear it. */
function killOnce(programs: Programs): (event: HistoryEntry) => Promise<void> {
  let killed = false;
  return async ({ type }) => {
    if (killed || type !== 'HandoffAttempted') return;
    killed = true;
    await programs.killEngine();
    await programs.engineReady();
  };
}

const sum = (played: readonly Played[]): number => played.reduce((events, each) => events + each.events, 0);
