import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import type { Command, DossierEvent, DossierId, Submission } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';
import { configFrom } from './config';
import { Engine } from './engine';
import { NOWHERE, submission } from './testing/test-api';

const CLOSED = instant('2026-10-26T11:00:00+07:00');
/** Two days later: the gate was due on the first evening, the whole is due at 17:00 on this one. */
const OPENED = instant('2026-10-28T18:00:00+07:00');

const TIMES = ['DeadlineNear', 'DeadlineMissed'];

describe('an engine that was closed for two days', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T10:00:00+07:00'));
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-downtime-'));
  let engine: Engine;
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  async function open(): Promise<void> {
    const config = configFrom({ LIENTHONG_DATA_DIR: folder, LIENTHONG_AGENCIES_URL: NOWHERE });
    engine = await Engine.open(config, time, { warn: () => undefined, error: () => undefined });
  }

  async function received(): Promise<DossierId> {
    const id = uuidv7() as DossierId;
    const commands: readonly Command[] = [
      { type: 'SubmitDossier', submission: submission() as unknown as Submission },
      { type: 'ReceiveDossier' },
    ];
    for (const command of commands) {
      const context = { commandId: `${id} ${command.type}`, actor: { kind: 'officer', id: 'tran.thi.b' } } as const;
      const { position } = await engine.dossiers.execute(id, command, context);
      await engine.readModels.reached(position);
    }
    return id;
  }

  /** What time alone has done to a dossier. */
  async function told(id: DossierId): Promise<DossierEvent[]> {
    const events: DossierEvent[] = [];
    for await (const { event } of engine.dossiers.history(id)) if (TIMES.includes(event.type)) events.push(event);
    return events;
  }

  /** Ends when time has changed so many dossiers, and the lists show it. */
  async function start(dossiers: number): Promise<void> {
    const changed = new Map<DossierId, Position>();
    await new Promise<void>((resolve) => {
      engine.dossiers.onAppended(({ dossier, events, position }) => {
        if (events.some(({ type }) => TIMES.includes(type))) changed.set(dossier.id, position);
        if (changed.size === dossiers) resolve();
      });
      engine.start(NOWHERE);
    });
    for (const position of changed.values()) await engine.readModels.reached(position);
  }

  it('tells what became due meanwhile, once, and has nothing more to tell', async () => {
    await open();
    const ids = [await received(), await received(), await received()];
    time.moveTo(CLOSED);
    await engine.close();

    time.moveTo(OPENED);
    await open();
    await start(ids.length);
    expect(await engine.readModels.timers.due(OPENED, 10)).toEqual([]);
    expect(await engine.readModels.timers.nextAfter(OPENED)).toBeUndefined();
    await engine.close();

    time.moveTo(plusMillis(OPENED, 60_000));
    await open();
    for (const id of ids) {
      expect(await told(id)).toMatchObject([
        { type: 'DeadlineMissed', data: { of: 'dossier', due: instant('2026-10-28T17:00:00+07:00') } },
        { type: 'DeadlineMissed', data: { of: 'birth-registration', due: instant('2026-10-26T17:00:00+07:00') } },
      ]);
    }
  });
});
