import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { handoffId, type DossierId, type HandoffId, type Sha256 } from '@lienthong/dossier/domain';
import { isProblemCode } from './http/problems';
import { operationsOf, type Operation } from './testing/openapi';
import { CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

describe('the description of the API', () => {
  let api: TestApi;
  let document: Record<string, unknown>;
  let operations: Operation[];
  let ajv: Ajv2020;
  beforeAll(async () => {
    api = await TestApi.open({ working: false });
    document = (await api.get('/docs-json', {})).body;
    operations = operationsOf(document);
    ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addSchema(document, 'api');
  });
  afterAll(() => api.close());

  const named = ({ method, path }: Operation): string => `${method} ${path}`;
  const answersOf = ({ responses }: Operation) => Object.entries(responses as Record<string, Response>);

  /** How an answer differs from its description. */
  async function breaches(method: 'GET' | 'POST', path: string, url: string, body?: unknown, headers?: Record<string, string>) {
    const answer = await api.call(method, url, body, headers);
    const operation = operations.find((each) => named(each) === `${method} ${path}`);
    const pointer = `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${answer.status}`;
    const [type = ''] = answer.type.split(';');
    const described = (operation?.responses as Record<string, Response> | undefined)?.[answer.status]?.content?.[type];
    if (!described) return [`${method} ${path} does not say that it answers ${answer.status} ${type}`];
    const validate = ajv.compile({ $ref: `api#${pointer}/content/${type.replace('/', '~1')}/schema` });
    validate(answer.body);
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  it('tells what every route answers when it goes well', () => {
    const silent = operations.filter(
      (operation) =>
        !answersOf(operation).some(
          ([status, { content }]) => status.startsWith('2') && Object.values(content ?? {}).some(({ schema }) => schema),
        ),
    );
    expect(silent.map(named)).toEqual([]);
  });

  it('tells of every route what it refuses, by codes that are known', () => {
    for (const operation of operations) {
      const codes = answersOf(operation).flatMap(([, { content }]) => {
        const schema = content?.['application/problem+json']?.schema as
          { allOf?: { properties?: { code?: { enum: string[] } } }[] } | undefined;
        return schema?.allOf?.[1]?.properties?.code?.enum ?? [];
      });
      expect(codes).toContain('request-invalid');
      expect(codes.filter((code) => !isProblemCode(code))).toEqual([]);
    }
  });

  it('holds names for its types, all of which are there', () => {
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document).toHaveProperty(['components', 'schemas', name ?? '']);
    }
    expect(text).not.toContain('x-problems');
  });

  it('asks who asks only where that matters', () => {
    const paths = document['paths'] as Record<string, Record<string, { security?: unknown }>>;
    expect(paths['/version']?.['get']?.security).toEqual([]);
    expect(paths['/agencies/{agency}/messages']?.['post']?.security).toEqual([]);
    expect(paths['/dossiers/{id}']?.['get']?.security).toBeUndefined();
  });

  describe('fits what is really answered', () => {
    let id: string;
    let handoff: HandoffId;
    const execute = (command: Parameters<typeof api.engine.dossiers.execute>[1]) =>
      api.engine.dossiers.execute(id as DossierId, command, {
        commandId: JSON.stringify(command),
        actor: { kind: 'agency', id: 'justice' },
      });

    it('when a dossier is submitted, received, worked at and seen', async () => {
      expect(
        await breaches('POST', '/dossiers', '/dossiers', submission(), {
          ...CITIZEN,
          traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
        }),
      ).toEqual([]);
      id = await api.submitted({ delivery: 'one-stop', linkedNumber: 'G22.99.08-260921-896048' });
      const see = () => breaches('GET', '/dossiers/{id}', `/dossiers/${id}`);
      expect(await see()).toEqual([]);
      const code = { oneStopCode: 'H29.35.38-261122-0001' };
      expect(await breaches('POST', '/dossiers/{id}/reception', `/dossiers/${id}/reception`, code)).toEqual([]);
      expect(await see()).toEqual([]);

      handoff = handoffId(id as DossierId, 'birth-registration' as Parameters<typeof handoffId>[1]);
      await execute({ type: 'RecordHandoffRefusal', handoff, by: 'agency', code: 'HS03', detail: 'wrong office' });
      expect(await see()).toEqual([]);
      expect(await breaches('POST', '/handoffs/{handoff}/release', `/handoffs/${handoff}/release`, { reason: 'put right' })).toEqual([]);

      const received = 'a'.repeat(64) as Sha256;
      const report = { type: 'RecordAgencyStatus', handoff, via: 'poll', received } as const;
      await execute({ ...report, message: '1', status: 'supplement-needed', note: 'Thiếu giấy chứng sinh' });
      expect(await see()).toEqual([]);
      await execute({ ...report, message: '2', status: 'refused', note: 'Không đúng thẩm quyền' });
      await execute({ ...report, message: '3', status: 'completed', result: {} });
      expect(await see()).toEqual([]);
      expect(await breaches('POST', '/dossiers/{id}/results/return', `/dossiers/${id}/results/return`, {})).toEqual([]);
      expect(await see()).toEqual([]);
      expect(await breaches('GET', '/dossiers/{id}/events', `/dossiers/${id}/events`)).toEqual([]);
    });

    it('when a birth was registered, and when its person is erased', async () => {
      id = await api.submitted();
      await api.post(`/dossiers/${id}/reception`, {});
      handoff = handoffId(id as DossierId, 'birth-registration' as Parameters<typeof handoffId>[1]);
      const result = { number: '1', book: '01/2026', page: '1', registeredOn: '2026-10-27', document: { code: 'KQ' } };
      const received = 'a'.repeat(64) as Sha256;
      await execute({
        type: 'RecordAgencyStatus',
        handoff,
        via: 'poll',
        received,
        message: '1',
        status: 'completed',
        result,
        note: 'Đã đăng ký',
      });
      const see = () => breaches('GET', '/dossiers/{id}', `/dossiers/${id}`);
      expect(await see()).toEqual([]);
      await api.engine.vault.erase(id);
      expect(await see()).toEqual([]);
      expect(await breaches('GET', '/dossiers/{id}/events', `/dossiers/${id}/events`)).toEqual([]);
    });

    it('when it was filed twice', async () => {
      const twice = submission();
      const first = String((await api.post('/dossiers', twice, CITIZEN)).body['id']);
      id = String((await api.post('/dossiers', twice, CITIZEN)).body['id']);
      const path = '/dossiers/{id}/duplicates';
      const decide = (decision: string) =>
        breaches('POST', path, `/dossiers/${id}/duplicates`, { candidates: [first], decision, reason: 'x' });
      const see = () => breaches('GET', path, `/dossiers/${id}/duplicates`);
      expect(await see()).toEqual([]);
      expect(await breaches('POST', '/dossiers/{id}/reception', `/dossiers/${id}/reception`, {})).toEqual([]);
      expect(await decide('other')).toEqual([]);
      expect(await see()).toEqual([]);
      expect(await decide('same')).toEqual([]);
      expect(await decide('same')).toEqual([]);
      expect(await breaches('GET', '/dossiers/{id}', `/dossiers/${id}`)).toEqual([]);
      expect(await breaches('GET', '/dossiers/{id}/events', `/dossiers/${id}/events`)).toEqual([]);
    });

    it('when citizens and officers act on it, and when its person is erased', async () => {
      id = await api.submitted();
      const { form } = (await api.get(`/dossiers/${id}`)).body;
      const act = (path: string, body: unknown) =>
        breaches('POST', `/dossiers/{id}/${path.replace('1', '{number}')}`, `/dossiers/${id}/${path}`, body);
      const see = async () => [
        ...(await breaches('GET', '/dossiers/{id}', `/dossiers/${id}`)),
        ...(await breaches('GET', '/dossiers/{id}/form-versions', `/dossiers/${id}/form-versions?diff=true`)),
        ...(await breaches('GET', '/dossiers/{id}/deadlines', `/dossiers/${id}/deadlines`)),
        ...(await breaches('GET', '/dossiers/{id}/events', `/dossiers/${id}/events`)),
      ];
      expect(await act('supplements', { what: 'x', fields: ['/marriage'] })).toEqual([]);
      expect(await act('reception', {})).toEqual([]);
      expect(await act('supplements/1/provision', { form: {} })).toEqual([]);
      expect(await act('supplements/1/provision', { form: { ...(form as object), marriage: undefined }, note: 'y' })).toEqual([]);
      expect(await act('supplements/1/provision', {})).toEqual([]);
      expect(await act('payments', { amount: 1, purpose: 'x', procedure: 'birth-registration' })).toEqual([]);
      expect(await act('payments', { amount: 1, purpose: 'x' })).toEqual([]);
      expect(await act('payments/1/receipt', { reference: 'x' })).toEqual([]);
      expect(await act('refusal', { reason: '' })).toEqual([]);
      expect(await see()).toEqual([]);
      await act('reception', {});
      handoff = handoffId(id as DossierId, 'birth-registration' as Parameters<typeof handoffId>[1]);
      await execute({ type: 'AttemptHandoff', handoff, sent: 'a'.repeat(64) as Sha256 });
      expect(await act('corrections', { reason: 'x', form: { ...(form as object), marriage: undefined, case: 'x' } })).toEqual([]);
      expect(await act('corrections', { reason: 'x', form })).toEqual([]);
      expect(await act('apologies', { cause: 'x', newDay: '2020-01-01' })).toEqual([]);
      expect(await act('apologies', { cause: 'x', newDay: '2020-02-30' })).toEqual([]);
      const verification = '/dossiers/{id}/procedures/{procedure}/verification';
      const verify = verification.replace('{id}', id).replace('{procedure}', 'birth-registration');
      expect(await breaches('POST', verification, verify, { reason: 'x' })).toEqual([]);
      expect(await act('withdrawal', { reason: 'x' })).toEqual([]);
      expect(await act('stop', { reason: 'x' })).toEqual([]);
      expect(await see()).toEqual([]);
      await api.engine.vault.erase(id);
      expect(await see()).toEqual([]);
      expect(await act('supplements/1/provision', { note: 'x' })).toEqual([]);
    });

    it.each([
      ['/health/live', '/health/live'],
      ['/health/ready', '/health/ready'],
      ['/version', '/version'],
      ['/problems', '/problems'],
      ['/problems/{code}', '/problems/not-json'],
      ['/problems/{code}', '/problems/nothing'],
      ['/quarantine', '/quarantine'],
      ['/dossiers', '/dossiers?limit=1'],
      ['/dossiers', '/dossiers?cursor=x'],
      ['/procedures', '/procedures'],
      ['/handoffs', '/handoffs?group=open'],
      ['/read-models', '/read-models'],
      ['/status-sync/troubles', '/status-sync/troubles?receiver=portal'],
      ['/dossiers/{id}', '/dossiers/x'],
      ['/dossiers/{id}', '/dossiers/x?y=1'],
      ['/dossiers/{id}/events', '/dossiers/x/events?after=x'],
    ])('at %s: %s', async (path, url) => expect(await breaches('GET', path, url, undefined, OFFICER)).toEqual([]));

    it('when a request is refused', async () => {
      const post = (body: unknown, headers: Record<string, string>) => breaches('POST', '/dossiers', '/dossiers', body, headers);
      expect(await post({}, {})).toEqual([]);
      expect(await post('{', CITIZEN)).toEqual([]);
      expect(await post({ ...submission(), form: {} }, CITIZEN)).toEqual([]);
      expect(await post({ ...submission(), office: '26737' }, CITIZEN)).toEqual([]);
      expect(
        await breaches('POST', '/dossiers/{id}/reception', `/dossiers/${id}/reception`, {}, { ...OFFICER, 'if-match': '"0"' }),
      ).toEqual([]);
      expect(await breaches('POST', '/agencies/{agency}/messages', '/agencies/police/messages', {}, {})).toEqual([]);
    });
  });
});
