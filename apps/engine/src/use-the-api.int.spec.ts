import { createHash, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivateKey } from '@lienthong/agencies';
import { instant, ManualTimekeeper, toMillis } from '@lienthong/calendar';
import { dossierOfHandoff, parseHandoffId, type AgencyStatus, type Command, type HandoffId, type Sha256 } from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import { TestApi } from './testing/test-api';
import { fill, type Names } from './testing/walk/names';
import { stepsOf } from './testing/walk/page';
import { walk, type Sent } from './testing/walk/walk';

const PAGE = readFileSync(join(projectRoot(), 'docs/how-to/use-the-api.md'), 'utf8');

/** For operators only, and told on their page. */
const ELSEWHERE = [
  '/metrics',
  '/quarantine',
  '/read-models',
  '/read-models/rebuild',
  '/status-sync/dossiers/{id}',
  '/status-sync/dossiers/{id}/release',
  '/status-sync/troubles',
];

describe('the page on how to use the API', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T09:00:00+07:00'));
  let api: TestApi;

  beforeAll(async () => {
    // The engine sends nothing by itself: what agencies do, happens where the page says so.
    api = await TestApi.open({ time, working: false });
    api.engine.publicUrl = 'http://127.0.0.1:3000';
  });
  afterAll(() => api.close());

  it('shows what an engine answers', async () => {
    const steps = await walk(PAGE, { send, sign: signed, meanwhile });
    expect(steps.length).toBeGreaterThan(40);
  });

  it('leaves out no address of the API', async () => {
    const { body } = await api.get('/docs-json');
    const shown = stepsOf(PAGE).flatMap((step) => ('request' in step ? [step.request.start.replace(/^\w+ |\?.*$/g, '')] : []));
    const leftOut = Object.keys(body['paths'] as object).filter((path) => {
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
      return !shown.some((address) => pattern.test(address));
    });
    expect(leftOut.sort()).toEqual(ELSEWHERE);
  });

  const send = async ({ method, url, headers, body }: Sent) => {
    const payload = body === '' ? {} : { payload: body };
    const answer = await api.app.inject({ method: method === 'GET' ? 'GET' : 'POST', url, headers, ...payload });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };

  /** As the page says that an agency signs: the lines as they are printed, with the agency's development key. */
  function signed(base: string, body: string, names: Names): void {
    const created = toMillis(time.now()) / 1000;
    names.set('digest', createHash('sha256').update(body).digest('base64'));
    names.set('created', String(created)).set('expires', String(created + 300));
    const { privateKey } = readPrivateKey(join(api.folder, 'signing-keys'), 'social-insurance');
    names.set('signature', sign(null, Buffer.from(fill(base, names)), privateKey).toString('base64'));
  }

  const itIs = (hour: string) => async () => time.moveTo(instant(`2026-10-26T${hour}:00+07:00`));

  const meanwhile = {
    'it is a quarter past nine': itIs('09:15'),
    "it is ten o'clock": itIs('10:00'),
    "it is eleven o'clock": itIs('11:00'),
    'it is nine on the next morning': async () => time.moveTo(instant('2026-10-27T09:00:00+07:00')),
    'Justice registers the birth': async (names: Names) => {
      await itIs('10:30')();
      const status: AgencyStatus = 'completed';
      const result = {
        number: '3040',
        book: '01/2026',
        page: '118',
        registeredOn: '2026-10-26',
        personalId: '079326012345',
        document: { code: 'GKS-26734-3040' },
      };
      const handoff = handoffOf(names, 'birth-registration');
      const received = 'a'.repeat(64) as Sha256;
      await happened('justice', handoff, { type: 'RecordAgencyStatus', handoff, message: 'm-1', via: 'poll', status, result, received });
    },
    'Social Insurance does not take the request: it does not know the first clinic': async (names: Names) => {
      await itIs('10:35')();
      const handoff = handoffOf(names, 'health-insurance-card');
      const refusal = { by: 'agency', code: 'BH_CLINIC_UNKNOWN', detail: 'firstClinicCode' } as const;
      await happened('social-insurance', handoff, { type: 'RecordHandoffRefusal', handoff, ...refusal });
    },
  };

  function handoffOf(names: Names, procedure: string): HandoffId {
    const handoff = parseHandoffId(`${names.get('id')}.${procedure}`);
    if (!handoff) throw new Error(`no handoff of ${procedure}`);
    return handoff;
  }

  /** Records what an agency did, and waits until the lists show it: the page does not ask them to wait. */
  async function happened(agency: string, handoff: HandoffId, command: Command): Promise<void> {
    const context = { commandId: `${agency}-${command.type}`, actor: { kind: 'agency', id: agency } } as const;
    const { position } = await api.engine.dossiers.execute(dossierOfHandoff(handoff), command, context);
    await api.engine.readModels.reached(position);
  }
});
