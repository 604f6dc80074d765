import { join } from 'node:path';
import { assemble, readWorkflowFiles } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import { Dossiers } from '@lienthong/dossier';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import { Exchange, FORM, JUSTICE } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

const OFFICES = `offices:
  '26734': { name: Phường Tân Định, province: '79', from: 2025-07-01, until: 2026-11-01, successor: '20242' }
  '20242': { name: Phường Hải Châu, province: '48', from: 2025-07-01 }
`;
const files = readWorkflowFiles(join(projectRoot(), 'workflows'));
const merging = assemble(new Map([...files, ['reference/offices.yaml', OFFICES]]));

describe('an agency, when communes of the form were merged away after it was filed', () => {
  let exchange: Exchange;
  let handoff: HandoffId;
  beforeEach(async () => {
    exchange = new Exchange();
    // A minute before midnight in Viet Nam.
    exchange.time.moveTo(instant('2026-10-31T16:59:00Z'));
    handoff = await exchange.received();
    exchange.justice.deliveries.push({ kind: 'acknowledged', reference: 'HT-1', received: bytes('taken') });
  });
  afterEach(() => exchange.close());

  /** What Justice is given at that moment. */
  async function given(at: string) {
    exchange.time.moveTo(instant(at));
    const deliver = jest.spyOn(exchange.justice, 'deliver');
    const dossiers = new Dossiers(exchange.journal, exchange.vault, merging, exchange.time);
    await exchange.workerOf(dossiers).perform({ agency: JUSTICE, handoffs: [handoff] });
    return deliver.mock.calls[0]?.[0];
  }
  const filed = (FORM['mother'] as { residence: object }).residence;

  it('is given what was written, on the last day of the commune', async () => {
    const payload = { receivingCommune: '26734', mother: { residence: filed } };
    expect(await given('2026-10-31T16:59:59Z')).toMatchObject({ office: '26734', payload });
  });

  it('is given the commune and the province of the day on which it is sent; the form stays as it was filed', async () => {
    const residence = { ...filed, province: '48', commune: '20242' };
    expect(await given('2026-10-31T17:00:00Z')).toMatchObject({
      office: '20242',
      payload: { receivingCommune: '20242', mother: { residence }, requester: { address: { province: '48', commune: '20242' } } },
    });
    const kept = await exchange.dossiers.load(dossierOfHandoff(handoff));
    expect(kept?.dossier).toMatchObject({ office: '26734', form: FORM, formVersion: 1 });
  });
});
