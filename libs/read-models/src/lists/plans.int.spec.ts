import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgencyCode } from '@lienthong/bundle';
import { instant, type LocalDate } from '@lienthong/calendar';
import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import { Kysely, type CompiledQuery } from 'kysely';
import Database from 'libsql';
import { openToWrite } from '../database/read-database';
import type { ReadTables } from '../database/read-tables';
import { ReadsDialect } from '../database/sqlite-reads';
import { DossierList, type DossierFilter } from '../dossiers/dossier-list';
import { DueList, type DueFilter } from '../due/due-list';
import { Figures } from '../figures/operating-figures';
import { DuplicateList } from '../duplicates/duplicate-list';
import { HandoffList, type HandoffFilter } from '../handoffs/handoff-list';
import { ProcedureList, type ProcedureFilter } from '../procedures/procedure-list';
import { Statistics } from '../statistics/statistics';
import type { TableKeeper } from '../table-keeper';
import { subsets } from '../testing/subsets';
import { TimerList } from '../timers/timer-list';
import { encodeCursor } from './cursor';
import { ReadAccess } from './read-access';

const DOSSIER = '019a9f00-0000-7000-8000-000000000001' as DossierId;
const NOW = instant('2026-10-26T03:00:00Z');
const NOBODY: TableKeeper = { position: () => undefined, onCommit: () => () => undefined, postpone: async () => undefined };

// With an empty table SQLite has to choose by the shape of the query alone, as it does with a full one that was never analysed.
describe('a page of a list', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lienthong-plans-'));
  let database: Database.Database;
  let asked: CompiledQuery[];
  let access: ReadAccess;

  beforeAll(async () => {
    const file = join(directory, 'read-models.db');
    await openToWrite(file).destroy();
    database = new Database(file);
    const db = new Kysely<ReadTables>({ dialect: new ReadsDialect(database), log: ({ query }) => void asked.push(query) });
    access = new ReadAccess(() => db);
  });
  beforeEach(() => (asked = []));
  afterAll(async () => {
    await access.close();
    rmSync(directory, { recursive: true });
  });

  /** How SQLite goes about what was asked, without the look at the checkpoint. */
  function plans(): string[] {
    const queries = asked.filter(({ sql }) => sql.trimStart().startsWith('select') && !sql.includes('"checkpoint"'));
    return queries.map(({ sql, parameters }) => {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([...parameters]) as { detail: string }[];
      return steps.map(({ detail }) => detail).join('; ');
    });
  }

  /** Neither a table is read through, nor is anything sorted. */
  function expectSeeks(): void {
    expect(asked.length).toBeGreaterThan(0);
    expect(plans().filter((plan) => plan.includes('TEMP B-TREE') || /SCAN \w+$/.test(plan))).toEqual([]);
  }

  it('of dossiers is a walk along an index, whatever the filter', async () => {
    const list = new DossierList(access);
    const whole: DossierFilter = {
      phase: 'under-way',
      office: '26734',
      bundle: 'birth',
      outcome: 'completed',
      waitsFor: 'task',
      task: 'receive',
      submittedFrom: NOW,
    };
    for (const filter of subsets(whole)) {
      await list.list(filter);
      const { phase, office, bundle, outcome, waitsFor, task, submittedFrom } = filter;
      const digested = { list: 'dossiers', phase, office, bundle, outcome, waitsFor, task, submittedFrom, submittedTo: undefined };
      await list.list({ ...filter, cursor: encodeCursor(digested, [NOW, DOSSIER]) });
    }
    expectSeeks();
  });

  it.each<[DossierFilter, string]>([
    [{ office: '26734', outcome: 'refused', task: 'receive', bundle: 'birth' }, 'dossier_office (office=?)'],
    [{ office: '26734', phase: 'under-way', outcome: 'refused' }, 'dossier_office_phase (office=? AND phase=?)'],
    [{ office: '26734', phase: 'completed', waitsFor: 'task', task: 'receive' }, 'dossier_office_waits_for (office=? AND waits_for=?)'],
    [{ task: 'return-results', outcome: 'completed', phase: 'completed', waitsFor: 'task' }, 'dossier_task (task=?)'],
    [{ waitsFor: 'handoff', phase: 'under-way', bundle: 'birth' }, 'dossier_waits_for (waits_for=?)'],
    [{ waitsFor: 'nothing', phase: 'completed', outcome: 'completed' }, 'dossier_phase (phase=?)'],
    [{ waitsFor: 'nothing', phase: 'returned', outcome: 'refused' }, 'dossier_outcome (outcome=?)'],
    [{ outcome: 'completed', bundle: 'death', phase: 'returned' }, 'dossier_code (code=?)'],
  ])('of dossiers by %j walks along %s, where the fewest rows are', async (filter, index) => {
    await new DossierList(access).list(filter);
    expect(plans()).toEqual([`SEARCH dossier USING INDEX ${index}`]);
  });

  it('of procedures is a walk along an index, or along the table itself, which lies in their order', async () => {
    const list = new ProcedureList(access);
    const whole: ProcedureFilter = { status: 'started', agency: 'police', dossier: DOSSIER };
    for (const filter of subsets(whole)) {
      await list.list(filter);
      const { status, agency, dossier } = filter;
      await list.list({
        ...filter,
        cursor: encodeCursor({ list: 'procedures', status, agency, dossier }, [DOSSIER, 'birth-registration']),
      });
    }
    expect(plans().filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
    expect(plans().filter((plan) => plan.startsWith('SCAN'))).toEqual(['SCAN procedure']);
  });

  it.each(['open', 'pending', 'settled'] as const)('of %s handoffs is a walk along an index', async (group) => {
    const list = new HandoffList(access, NOBODY);
    for (const filter of subsets<HandoffFilter>({ agency: 'police' })) {
      await list.list({ group, ...filter });
      const digested = { list: 'handoffs', group, agency: filter.agency, dossier: undefined };
      await list.list({ group, ...filter, cursor: encodeCursor(digested, [NOW, `${DOSSIER}.birth-registration`]) });
    }
    expectSeeks();
  });

  it("of one dossier's handoffs looks at these only", async () => {
    const list = new HandoffList(access, NOBODY);
    for (const group of ['open', 'parked'] as const) await list.list({ group, dossier: DOSSIER, agency: 'police' });
    expect(plans()).toEqual(Array(2).fill(expect.stringMatching(/^SEARCH handoff USING PRIMARY KEY \(id>\? AND id<\?\)/)));
  });

  it('of what is due is a walk along an index that holds nothing else', async () => {
    const list = new HandoffList(access, NOBODY);
    await list.due('police' as AgencyCode, NOW, 10);
    await list.nextDueAfter('police' as AgencyCode, NOW);
    expectSeeks();
  });

  it('of what time alone changes is a walk along an index that holds nothing else', async () => {
    const list = new TimerList(access, NOBODY);
    await list.due(NOW, 10);
    await list.due(NOW, 10, { dossier: DOSSIER, at: NOW });
    await list.nextAfter(NOW);
    expectSeeks();
    expect(plans()).toEqual(Array(3).fill(expect.stringMatching(/^SEARCH dossier USING (COVERING )?INDEX dossier_timer \(/)));
  });

  it('of what is late or due soon is a walk along an index, whatever the filter, with a seek for each row', async () => {
    const list = new DueList(access, { now: () => NOW });
    for (const filter of subsets<DueFilter>({ state: 'soon', office: '26734', agency: 'police' })) {
      await list.list(filter);
      const { state, office, agency } = filter;
      await list.list({ ...filter, cursor: encodeCursor({ list: 'due', state, office, agency }, [NOW, DOSSIER, 'dossier']) });
    }
    await list.list({ state: 'late' });
    expectSeeks();
    for (const plan of plans()) expect(plan).toMatch(/^(SEARCH|SCAN) due USING INDEX due_(promised|office)/);
  });

  it.each([
    [{}, 'statistic_day (day>? AND day<?)'],
    [{ channel: 'online', bundle: 'birth', by: 'month' }, 'statistic_day (day>? AND day<?)'],
    [{ office: '26734' }, 'statistic_office (office=? AND day>? AND day<?)'],
    [{ office: '26734', channel: 'online', bundle: 'birth', by: 'bundle' }, 'statistic_office (office=? AND day>? AND day<?)'],
  ] as const)('of the figures by %j looks at the dossiers of the period along %s', async (filter, index) => {
    await new Statistics(access, { now: () => NOW }).report({ from: '2026-10-01' as LocalDate, to: '2026-10-31' as LocalDate, ...filter });
    const looks = plans().flatMap((plan) => plan.split('; ').filter((step) => /\bstatistic\b/.test(step)));
    expect(new Set(looks)).toEqual(new Set([`SEARCH statistic USING INDEX ${index}`]));
  });

  it('of the figures for operators counts along indexes, and never what is done', async () => {
    await new Figures(access, { now: () => NOW }).read(['justice' as AgencyCode]);
    expect(plans().filter((plan) => /\bSCAN\b/.test(plan) && !plan.includes('dossier_task'))).toEqual([]);
    expect(plans().join()).toContain('handoff_agency_standing (agency=? AND standing=?)');
    expect(plans().join()).toContain('handoff_due (agency=? AND due_at<?)');
    expect(plans().join()).toContain('due_promised (promised<?)');
  });

  it('of duplicates is a seek for each fingerprint', async () => {
    await new DuplicateList(access, { position: () => undefined, reached: async () => undefined }).sharing(['a', 'b'] as Sha256[], 50);
    expectSeeks();
    expect(plans().every((plan) => plan.includes('fingerprint_value (value=?)'))).toBe(true);
  });
});
