import { join } from 'node:path';
import { loadWorkflows } from '@lienthong/bundle';
import { deliver, handoffIn, reportOf, type Case } from './testing/cases';
import { startTown, type TestTown } from './testing/town';

const bundle = loadWorkflows(join(__dirname, '../../../workflows')).get('death@2026-09-01');
const contractOf = (procedure: string) => bundle?.procedures.find(({ key }) => key === procedure)?.results.contract;

describe('after a death', () => {
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  /** What an agency gave in the end. */
  async function resultOf(one: Case): Promise<unknown> {
    const [agency] = one;
    if (agency === 'justice') {
      const followed = await town.gateway(agency).follow([handoffIn(town, one)]);
      return followed.kind === 'answered' ? followed.reports[0]?.result : undefined;
    }
    return (await town.reports(agency)).at(-1)?.result;
  }

  it.each([
    ['justice', 'death-registration', { registeredOn: '2026-10-26', document: { code: 'KQ.G15.000034' } }],
    ['police', 'residence-deletion', { deletedOn: '2026-10-26' }],
    ['social-insurance', 'funeral-allowance', { amount: 23_400_000 }],
    ['social-insurance', 'survivor-benefit', { benefit: 'monthly', amount: 1_170_000 }],
    ['commune-affairs', 'funeral-allowance', { entitlement: 'social-pension', amount: 10_000_000 }],
    ['home-affairs', 'funeral-allowance', { entitlement: 'social-pension', amount: 10_000_000 }],
  ] as const)('%s does its %s, and its result keeps the contract of the bundle', async (agency, procedure, expected) => {
    const one = [agency, procedure] as const;
    expect(await deliver(town, one, handoffIn(town, one))).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    const result = await resultOf(one);
    expect(result).toMatchObject(expected);
    expect(contractOf(procedure)?.check(result)).toEqual([]);
    expect(await reportOf(town, agency)).toMatchObject({ effects: 1, secondEffects: 0, violations: { count: 0 } });
  });

  it('an allowance that a second authority pays, too, is counted as paid twice', async () => {
    for (const agency of ['commune-affairs', 'home-affairs'] as const) {
      const one = [agency, 'funeral-allowance'] as const;
      await deliver(town, one, handoffIn(town, one));
      await town.settle();
    }
    expect(await reportOf(town, 'commune-affairs')).toMatchObject({ effects: 1, secondEffects: 0 });
    expect(await reportOf(town, 'home-affairs')).toMatchObject({ secondEffectsDone: [{ because: 'same dossier and procedure' }] });
  });
});
