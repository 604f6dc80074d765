import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Breach } from '@lienthong/bundle';
import { instant, ManualTimekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { anotherBirth, CITIZEN, OFFICER, submission, TestApi, type Answered } from './testing/test-api';

const PDF = { 'content-type': 'application/pdf' };
const pdf = (bytes = 100): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const digestOf = (bytes: Buffer): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

type Form = Record<string, unknown>;

describe('files over the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open({ working: false, environment: { LIENTHONG_ATTACHMENTS: 'required', LIENTHONG_ATTACHMENT_MIB: '1' } });
  });
  afterAll(() => api.close());

  const upload = (body: Buffer, headers: Record<string, string> = {}, actor = CITIZEN): Promise<Answered> =>
    api.call('POST', '/attachments', body, { ...actor, ...PDF, ...headers });
  let births = 1_000;
  /** The form of a birth of its own, which cites these files. */
  const citing = (...hashes: readonly string[]): { form: Form } => {
    const { form } = anotherBirth(++births) as { form: Form };
    return {
      form: { ...form, attachments: hashes.map((sha256) => ({ kind: 'birth-notice', name: "Giấy chứng sinh 'số 1'.pdf", sha256 })) },
    };
  };
  const breachesOf = ({ body }: Answered) => (body['breaches'] as Breach[]).map(({ field, rule }) => `${field} ${rule}`);
  const download = (id: string, sha256: string, headers: Record<string, string> = OFFICER) =>
    api.app.inject({ method: 'GET', url: `/dossiers/${id}/attachments/${sha256}`, headers });
  const pendingFiles = (): string[] =>
    readdirSync(join(api.folder, 'attachments/pending'), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ name }) => name);

  it('are uploaded, cited, listed, and given back to officers as they came', async () => {
    const bytes = pdf(700_000);
    const uploaded = await upload(bytes, { 'content-digest': digestOf(bytes) });
    expect([uploaded.status, uploaded.body]).toEqual([201, { sha256: hashOf(bytes), size: bytes.length, type: 'application/pdf' }]);
    const id = await api.submitted(citing(hashOf(bytes)));
    expect(pendingFiles()).toEqual([]);

    const { body } = await api.get(`/dossiers/${id}/attachments`);
    const attachment = { kind: 'birth-notice', name: "Giấy chứng sinh 'số 1'.pdf", sha256: hashOf(bytes), versions: [1] };
    expect(body).toEqual({ id, attachments: [{ ...attachment, present: true, size: bytes.length, type: 'application/pdf' }] });

    const given = await download(id, hashOf(bytes), { ...OFFICER, accept: 'application/pdf' });
    expect([given.statusCode, given.rawPayload.equals(bytes)]).toEqual([200, true]);
    expect(given.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${hashOf(bytes).slice(0, 12)}.pdf"; filename*=UTF-8''Gi%E1%BA%A5y%20ch%E1%BB%A9ng%20sinh%20%27s%E1%BB%91%201%27.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('that are cited and not here are named by their place in the form, and nothing is stored', async () => {
    const [mine, theirs] = [pdf(), pdf()];
    await upload(mine);
    await upload(theirs, {}, OFFICER);
    const refused = await api.post('/dossiers', { ...submission(), ...citing(hashOf(mine), hashOf(theirs)) }, CITIZEN);
    expect([refused.status, refused.body['code']]).toEqual([422, 'submission-invalid']);
    expect(breachesOf(refused)).toEqual(['/form/attachments/1/sha256 attachment-missing']);
    await api.submitted(citing(hashOf(mine)));
    const again = await api.post('/dossiers', { ...submission(), ...citing(hashOf(mine)) }, CITIZEN);
    expect(breachesOf(again)).toEqual(['/form/attachments/0/sha256 attachment-missing']);
  });

  it('are not asked for again when a submission is repeated under its key', async () => {
    const bytes = pdf();
    await upload(bytes);
    const keyed = { ...CITIZEN, 'idempotency-key': 'with-a-file' };
    const whole = { ...submission(), ...citing(hashOf(bytes)) };
    const first = await api.post('/dossiers', whole, keyed);
    expect(first.status).toBe(201);
    const second = await api.post('/dossiers', whole, keyed);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
  });

  it('come with a supplement and with a correction, beside those that are there', async () => {
    const [first, second, third] = [pdf(), pdf(), pdf()];
    await upload(first);
    const id = await api.submitted(citing(hashOf(first)));
    await api.post(`/dossiers/${id}/supplements`, { what: 'Thiếu bản cam đoan' });
    const provide = () => api.post(`/dossiers/${id}/supplements/1/provision`, citing(hashOf(first), hashOf(second)), CITIZEN);
    expect(breachesOf(await provide())).toEqual(['/form/attachments/1/sha256 attachment-missing']);
    await upload(second);
    expect((await provide()).status).toBe(200);

    await api.post(`/dossiers/${id}/reception`, {});
    const correct = () => api.post(`/dossiers/${id}/corrections`, { ...citing(hashOf(third), hashOf(second)), reason: 'Nhầm tệp' });
    expect(breachesOf(await correct())).toEqual(['/form/attachments/0/sha256 attachment-missing']);
    await upload(third, {}, OFFICER);
    expect((await correct()).status).toBe(200);
    const { body } = await api.get(`/dossiers/${id}/attachments`);
    expect((body['attachments'] as { versions: number[]; present: boolean }[]).map(({ versions, present }) => [versions, present])).toEqual(
      [
        [[1, 2], true],
        [[2, 3], true],
        [[3], true],
      ],
    );
  });

  it('that are damaged or gone are told, never given', async () => {
    const bytes = pdf();
    await upload(bytes);
    const id = await api.submitted(citing(hashOf(bytes)));
    expect((await download(id, hashOf(pdf()))).statusCode).toBe(404);
    expect((await download(id, hashOf(bytes), CITIZEN)).statusCode).toBe(403);
    rmSync(join(api.folder, 'attachments/dossiers', id.slice(-2), id), { recursive: true });
    const gone = await download(id, hashOf(bytes));
    expect([gone.statusCode, gone.json()]).toMatchObject([404, { code: 'attachment-not-found' }]);
    const { body } = await api.get(`/dossiers/${id}/attachments`);
    expect(body).toMatchObject({ attachments: [{ present: false }] });
  });

  it('are erased with the personal data of their dossier', async () => {
    const bytes = pdf();
    await upload(bytes);
    const id = await api.submitted(citing(hashOf(bytes)));
    await api.engine.vault.erase(id as DossierId);
    expect((await api.get(`/dossiers/${id}/attachments`)).body).toEqual({ id, attachments: { erased: true } });
    expect((await download(id, hashOf(bytes))).json()).toMatchObject({ code: 'personal-data-erased' });
  });

  it.each<[string, Buffer, Record<string, string>, number, string]>([
    ['empty', Buffer.alloc(0), {}, 400, 'attachment-empty'],
    ['too large', pdf(2_000_000), {}, 413, 'attachment-too-large'],
    ['no type that is taken', Buffer.from('PK'), { 'content-type': 'application/zip' }, 415, 'attachment-type-not-taken'],
    ['large and of no type that is taken', pdf(2_000_000), { 'content-type': 'text/html' }, 415, 'attachment-type-not-taken'],
    ['JSON', Buffer.from('{}'), { 'content-type': 'application/json' }, 415, 'attachment-type-not-taken'],
    ['compressed', pdf(), { 'content-encoding': 'gzip' }, 415, 'attachment-type-not-taken'],
    ['a page that says it is a PDF', Buffer.from('<script>alert(1)</script>'), {}, 415, 'attachment-type-not-taken'],
    ['a PDF that says it is a picture', pdf(), { 'content-type': 'image/jpeg' }, 415, 'attachment-type-differs'],
    ['not what its digest says', pdf(), { 'content-digest': digestOf(pdf()) }, 400, 'attachment-digest-differs'],
    ['with a digest that is none', pdf(), { 'content-digest': 'sha-256=abc' }, 400, 'attachment-digest-invalid'],
    ['from who may not', pdf(), { 'lienthong-actor': 'kind=operator; id=op' }, 403, 'not-allowed'],
    ['from nobody', pdf(), { 'lienthong-actor': '' }, 401, 'actor-required'],
  ])('are refused when they are %s', async (_, bytes, headers, status, code) => {
    const before = pendingFiles().length;
    const refused = await upload(bytes, headers);
    expect([refused.status, refused.body['code'], pendingFiles().length]).toEqual([status, code, before]);
    expect(refused.headers['connection']).toBe('close');
  });

  it('are taken with other digests beside, with parameters of their type, and in other letters', async () => {
    const bytes = pdf();
    const headers = { 'content-type': 'Application/PDF; version=1.7', 'content-digest': `sha-512=:AAAA:, ${digestOf(bytes)}` };
    expect((await upload(bytes, headers)).status).toBe(201);
  });

  it('leave other addresses as they were: a PDF is no submission, and JSON keeps its limit', async () => {
    const refused = await api.call('POST', '/dossiers', pdf(), { ...CITIZEN, ...PDF });
    expect([refused.status, refused.body['code']]).toEqual([415, 'media-type-unsupported']);
    const large = await api.call('POST', '/dossiers', `{"a":"${'x'.repeat(600_000)}"}`, CITIZEN);
    expect([large.status, large.body['code']]).toEqual([413, 'too-large']);
  });

  it('that break off on the way leave nothing behind, and without a length they are measured as they come', async () => {
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const before = pendingFiles().length;
    const send = (chunks: readonly Buffer[], headers: Record<string, string>, breakOff: boolean): Promise<number> =>
      new Promise((resolve) => {
        const outgoing = request({
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/attachments',
          headers: { ...CITIZEN, ...PDF, ...headers },
        });
        outgoing.on('error', () => resolve(0));
        outgoing.on('response', (response) => resolve(response.statusCode ?? 0));
        for (const chunk of chunks) outgoing.write(chunk);
        if (breakOff) outgoing.flushHeaders();
        if (breakOff) setImmediate(() => outgoing.destroy());
        else outgoing.end();
      });
    expect(await send([pdf(1000)], { 'content-length': '500000' }, true)).toBe(0);
    expect(await send([pdf(300_000), randomBytes(300_000)], {}, false)).toBe(201);
    expect([0, 413]).toContain(await send([pdf(900_000), randomBytes(900_000)], {}, false));
    expect(await send([pdf(100)], {}, false)).toBe(201);
    expect(pendingFiles().length).toBe(before + 2);
    expect(readdirSync(join(api.folder, 'attachments/incoming'))).toEqual([]);
  });

  it('go a day after their dossier was not written, while those that events cite stay', async () => {
    const time = new ManualTimekeeper(instant('2026-10-26T08:15:00+07:00'));
    const later = await TestApi.open({ time, working: false, environment: { LIENTHONG_ATTACHMENTS: 'required' } });
    const { attachments, vault } = later.engine;
    const sent = async (bytes: Buffer): Promise<string> => {
      await later.call('POST', '/attachments', bytes, { ...CITIZEN, ...PDF });
      return hashOf(bytes);
    };
    const [cited, orphan] = [await sent(pdf()), await sent(pdf())];
    const id = (await later.submitted(citing(cited))) as DossierId;
    const never = '019a9f00-0000-7000-8000-000000000042' as DossierId;
    // Taken over, and then the append failed.
    await attachments.take([orphan], { kind: 'citizen', id: 'nguyen.hoang.nam' }, never);
    time.moveTo(instant('2026-10-28T08:15:00+07:00'));
    attachments.start();
    await attachments.stop();
    expect([await attachments.files.check(id, cited), await attachments.files.check(never, orphan)]).toEqual(['whole', 'missing']);
    // Nobody can tell any more which it cites.
    await vault.erase(id);
    time.moveTo(instant('2026-10-30T08:15:00+07:00'));
    attachments.start();
    await attachments.stop();
    expect(readdirSync(join(later.folder, 'attachments/dossiers', id.slice(-2), id))).toHaveLength(1);
    await later.close();
  });
});

describe('files that another system keeps', () => {
  it('need not be here: where they are not, the list says so', async () => {
    const api = await TestApi.open({ working: false });
    const id = await api.submitted();
    const { body } = await api.get(`/dossiers/${id}/attachments`);
    expect((body['attachments'] as { present: boolean }[]).map(({ present }) => present)).not.toContain(true);
    await api.close();
  });
});
