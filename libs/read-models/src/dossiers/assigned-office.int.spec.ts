import type { Command, DossierId, OfficeCode } from '@lienthong/dossier/domain';
import { Statistics } from '../statistics/statistics';
import { onEachDatabase } from '../testing/each-database';
import { type Readers, SUBMISSION, Writers } from '../testing/readers';

const UNKNOWN = '99999' as OfficeCode;
const submit: Command = { type: 'SubmitDossier', submission: { ...SUBMISSION, office: UNKNOWN }, quarantine: 'office-unknown' };
const assign = (office: string): Command => ({ type: 'AssignOffice', office: office as OfficeCode, reason: 'asked the citizen' });

onEachDatabase('a dossier that was in quarantine', (open) => {
  const id = '019a9f00-0000-7000-8000-000000000007' as DossierId;
  let readers: Readers;
  let writers: Writers;
  beforeEach(async () => {
    readers = await open();
    writers = new Writers(readers);
    await readers.keep();
    await writers.do(id, submit);
    await readers.caughtUp();
  });
  afterEach(async () => {
    expect(readers.failures).toEqual([]);
    writers.close();
    await readers.close();
  });

  const of = async (office: string) => (await readers.dossiers.list({ office })).items.map(({ task }) => task);
  const counted = async () => {
    const { lines } = await new Statistics(readers.access, writers.time).report({ by: 'office' });
    return lines.map(({ key, received, held }) => [key, received, Object.keys(held).sort()]);
  };
  const done = async (...commands: Command[]) => {
    for (const command of commands) await writers.do(id, command);
    await readers.caughtUp();
  };

  it('is listed as a task of its own, under the code that was written', async () => {
    expect(await of(UNKNOWN)).toEqual(['assign-office']);
    expect((await readers.dossiers.list({ task: 'assign-office' })).items).toMatchObject([{ id, waitsFor: 'task', phase: 'submitted' }]);
  });

  it('moves to the list of the office to which it is assigned, and to that of another one', async () => {
    await done(assign('26734'));
    expect([await of(UNKNOWN), await of('26734')]).toEqual([[], ['receive']]);
    await done(assign('26740'), { type: 'ReceiveDossier' });
    expect([await of('26734'), await of('26740')]).toEqual([[], [undefined]]);
  });

  it('counts for the office that received it, with the time in which it was nobody’s', async () => {
    await done(assign('26734'), { type: 'ReceiveDossier' });
    expect(await counted()).toEqual([['26734', 1, ['one-stop', 'operator']]]);
  });

  it('is shown the same by tables that are made anew', async () => {
    await done(assign('26734'), assign('26740'));
    const kept = await readers.digest();
    await readers.empty();
    await readers.keep();
    expect(await readers.digest()).toEqual(kept);
  });
});
