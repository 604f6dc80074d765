import { join } from 'node:path';
import { assemble, readWorkflowFiles } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import { Office, OFFICER, SUBMISSION } from '../../testing/office';
import type { Attachments } from '../attachments';
import { GetDossierHandler } from '../get-dossier/get-dossier.handler';
import { GetDossier } from '../get-dossier/get-dossier.query';
import { SubmissionKeys } from '../submission-keys';
import { OfficeUnknown } from '../serving-office';
import { SubmitDossier } from './submit-dossier.command';
import type { SubmitDossierDto } from './submit-dossier.dto';
import { SubmitDossierHandler } from './submit-dossier.handler';

const OFFICES = `offices:
  '26734': { name: Phường Tân Định, province: '79', from: 2025-07-01, until: 2026-11-01, successor: '26740' }
  '26740': { name: Phường Sài Gòn, province: '79', from: 2025-07-01 }
`;
const files = readWorkflowFiles(join(projectRoot(), 'workflows'));
/** As in an installation that does not ask for files. */
const NO_FILES: Attachments = { missing: async () => [], take: async () => undefined, release: async () => undefined };
const merging = assemble(new Map([...files, ['reference/offices.yaml', OFFICES]]));

describe('a commune that is merged away', () => {
  let office: Office;
  let submitting: SubmitDossierHandler;
  let getting: GetDossierHandler;
  beforeEach(() => {
    office = new Office();
    const { dossiers, journal, vault, time } = office;
    submitting = new SubmitDossierHandler(dossiers, new SubmissionKeys(journal, vault, time), merging, time, NO_FILES);
    getting = new GetDossierHandler(dossiers, merging, time);
  });
  afterEach(() => office.close());

  async function submitted(code: string) {
    const whole = { ...SUBMISSION, office: code } as unknown as SubmitDossierDto;
    const { id } = await submitting.execute(new SubmitDossier(whole, { commandId: `submit-${code}`, actor: OFFICER }));
    return id;
  }
  const NOVEMBER = instant('2026-10-31T17:00:00Z');

  it('leaves what is submitted to it to its successor, and keeps what was written', async () => {
    office.time.moveTo(NOVEMBER);
    const view = await getting.execute(new GetDossier(await submitted('26734')));
    expect(view).toMatchObject({ office: '26740', officeAsked: '26734' });
    expect(view).not.toHaveProperty('servedBy');
  });

  it('takes what is submitted to it on its last day itself', async () => {
    const view = await getting.execute(new GetDossier(await submitted('26734')));
    expect(view).toMatchObject({ office: '26734' });
    expect(view).not.toHaveProperty('officeAsked');
  });

  it('commune merged while the dossier is under way: its successor returns the results', async () => {
    const id = await submitted('26734');
    expect(await getting.execute(new GetDossier(id))).not.toHaveProperty('servedBy');
    office.time.moveTo(NOVEMBER);
    expect(await getting.execute(new GetDossier(id))).toMatchObject({ office: '26734', servedBy: '26740' });
  });

  it('is something else than a code that nobody knows: at the counter that is refused', async () => {
    const counter = { ...SUBMISSION, channel: 'counter', office: '99999' } as unknown as SubmitDossierDto;
    const refused = submitting.execute(new SubmitDossier(counter, { commandId: 'submit-99999', actor: OFFICER }));
    await expect(refused).rejects.toBeInstanceOf(OfficeUnknown);
  });
});
