import type { ProcedureKey } from '@lienthong/bundle';
import { waitsFor, type Dossier } from '@lienthong/dossier/domain';
import { reportOf } from './testing/cases';
import { OneStop } from './testing/one-stop';
import { startTown, type AgencyName, type TestTown } from './testing/town';

const AGENCIES: readonly AgencyName[] = ['justice', 'police', 'social-insurance'];

const PROCEDURES = ['birth-registration', 'permanent-residence', 'identity-card-under-six', 'health-insurance-card'];

describe('a dossier in which every agency asks for more', () => {
  let town: TestTown;
  let oneStop: OneStop;
  beforeEach(async () => {
    town = await startTown();
    oneStop = new OneStop(town);
    for (const agency of AGENCIES) {
      const notices = [1, 2, 3].flatMap((number) => PROCEDURES.map((procedure) => `${procedure}-supplement-${number}`));
      const lost = [...notices, 'health-insurance-card-correction-1'].map((name) => `${oneStop.id}.${name}`);
      const loses = (handoff: string) => ({ kind: 'time-out-after-processing', mode: 'reset', match: { handoff }, times: 1 }) as const;
      await town.fault(agency, { kind: 'supplement', note: 'Thiếu giấy tờ', times: 1 }, ...lost.map(loses));
    }
    await oneStop.receive();
  });
  afterEach(async () => {
    oneStop.close();
    await town.close();
  });

  const open = ({ turns }: Dossier) => turns.supplements.filter(({ is }) => is === 'open');
  const total = async (what: string): Promise<number> => {
    const reports = await Promise.all(AGENCIES.map((agency) => reportOf(town, agency)));
    return reports.reduce((sum, report) => sum + Number(report[what]), 0);
  };

  async function supplement(): Promise<void> {
    const dossier = await oneStop.until((now) => open(now).length > 0);
    for (const { number } of open(dossier)) await oneStop.do({ type: 'ProvideSupplement', supplement: number, note: 'xin bổ sung' });
  }

  it('goes on each time, ends completed, and is corrected afterwards; nothing is done twice although answers get lost', async () => {
    while ((await oneStop.dossier()).turns.supplements.length < 3) await supplement();
    const ended = await oneStop.until(({ phase }) => phase === 'returned');
    expect(ended.outcome).toBe('completed');

    const birth = 'birth-registration' as ProcedureKey;
    await oneStop.do({ type: 'CorrectDossier', results: { [birth]: { number: '999' } }, reason: 'misread' });
    const told = await oneStop.until((dossier) => waitsFor(dossier).length === 0);
    const notices = Object.values(told.handoffs).filter(({ notice }) => notice);
    expect(notices.map(({ notice, stage }) => `${notice?.kind} ${stage.is}`).sort()).toEqual([
      ...Array<string>(3).fill('correction settled'),
      ...Array<string>(3).fill('supplement settled'),
    ]);
    const lost = town.simulators.agencies.flatMap(({ desk }) => desk.faults.list().filter(({ kind }) => kind !== 'supplement'));
    expect(lost.filter(({ struck }) => struck === 1)).toHaveLength(4);
    expect(await total('notices')).toBe(6);
    expect(await total('effects')).toBe(4 + 6);
    expect(await total('secondEffects')).toBe(0);
    expect(await total('conflicts')).toBe(0);
    expect(oneStop.surprises).toEqual([]);
  });

  it('is withdrawn, and no agency goes on with it', async () => {
    await oneStop.until((dossier) => open(dossier).length > 0);
    await oneStop.do({ type: 'WithdrawDossier', reason: 'nộp trùng' });
    const ended = await oneStop.until((dossier) => waitsFor(dossier).length === 0);
    expect(ended).toMatchObject({ phase: 'closed', outcome: 'withdrawn' });
    expect(await reportOf(town, 'justice')).toMatchObject({ received: 1, notices: 1, pending: 0, effects: 1 });
  });
});
