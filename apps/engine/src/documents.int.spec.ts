import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, ManualTimekeeper } from '@lienthong/calendar';
import { developmentMasterKey } from '@lienthong/access';
import { sealFile } from './testing/seal-file';
import { CITIZEN, OFFICER, TestApi } from './testing/test-api';

const CODE = 'H29.35.38-261026-0001';

describe('official forms over the API', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T08:15:00+07:00'));
  let api: TestApi;
  let id: string;
  let position: string;
  beforeAll(async () => {
    api = await TestApi.open({ time });
    id = await api.submitted();
    await api.post(`/dossiers/${id}/supplements`, { what: 'Bản chụp giấy chứng sinh bị mờ.' });
    await api.post(`/dossiers/${id}/supplements/1/provision`, { note: 'Đã chụp lại' }, CITIZEN);
    const { headers } = await api.post(`/dossiers/${id}/reception`, { oneStopCode: CODE });
    position = String(headers['lienthong-position']);
  });
  afterAll(() => api.close());

  const print = (url: string, headers: Record<string, string> = OFFICER) => api.app.inject({ method: 'GET', url, headers });
  const words = (pdf: Buffer): string =>
    execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString('utf8').replace(/\s+/g, ' ');

  it('are listed by name, with what they are called and when they were issued', async () => {
    const { status, body } = await api.get(`/dossiers/${id}/documents`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      documents: [
        { name: '02.1', form: '02', title: { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' }, issuedAt: '2026-10-26T01:15:00.000Z' },
        { name: '01', form: '01', title: { en: 'Receipt and appointment' } },
        { name: '06', form: '06' },
      ],
    });
    expect((await api.get(`/dossiers/${id}/documents?at=1`)).body).toMatchObject({ documents: [{ name: '02.1' }, { name: '06' }] });
  });

  it('are printed as PDF, the same bytes each time', async () => {
    const [one, other] = [await print(`/dossiers/${id}/documents/01`), await print(`/dossiers/${id}/documents/01`)];
    expect([one.statusCode, one.headers['content-type'], one.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
    expect(one.rawPayload.equals(other.rawPayload)).toBe(true);
    const said = words(one.rawPayload);
    expect(said).toContain(CODE);
    expect(said).toContain(`/dossiers/${id}`);
  });

  it('are found by the number of the form where there is one only, and taken by who wants PDF', async () => {
    const { statusCode, rawPayload } = await print(`/dossiers/${id}/documents/02`, { ...OFFICER, accept: 'application/pdf' });
    expect(statusCode).toBe(200);
    expect(words(rawPayload)).toContain('Bản chụp giấy chứng sinh bị mờ.');
    expect((await print(`/dossiers/${id}/documents`, { ...OFFICER, accept: 'application/pdf' })).statusCode).toBe(406);
  });

  it('that are not there are refused with those that are', async () => {
    const { status, body } = await api.get(`/dossiers/${id}/documents/05`);
    expect([status, body['code'], body['detail']]).toEqual([404, 'document-not-found', 'Hồ sơ này có: 02.1, 01, 06.']);
    expect((await api.get(`/dossiers/${id}/documents?at=999`)).body).toMatchObject({ code: 'revision-not-there' });
    expect((await api.get('/dossiers/019a9f00-0000-7000-8000-000000000009/documents')).body).toMatchObject({ code: 'dossier-not-found' });
  });

  it('are for officers and operators only', async () => {
    for (const url of [
      `/dossiers/${id}/documents`,
      `/dossiers/${id}/documents/01`,
      '/offices/26734/register?from=2026-10-01&to=2026-10-31',
    ]) {
      expect(await api.get(url, CITIZEN)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
  });

  it('carry a seal that others verify, if they are asked for it', async () => {
    const { statusCode, rawPayload } = await print(`/dossiers/${id}/documents/01?sealed=true`);
    expect(statusCode).toBe(200);
    const file = join(api.folder, 'sealed.pdf');
    writeFileSync(file, rawPayload);
    const said = execFileSync('pdfsig', ['-nocert', file]).toString('utf8');
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(readdirSync(api.folder)).toContain('development-seal.pem');
  });

  it('carry the same seal to the byte whenever it is asked for', async () => {
    const first = await print(`/dossiers/${id}/documents/01?sealed=true`);
    time.moveTo(instant('2026-10-27T10:00:00+07:00'));
    const again = await print(`/dossiers/${id}/documents/01?sealed=true`);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(first.rawPayload.toString('latin1')).toContain('/M (D:20261026011500Z)');
  });

  it('carry the seal that the installation has connected, as long as its certificate is valid', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'lienthong-seal-'));
    const clock = new ManualTimekeeper(instant('2026-10-26T08:15:00+07:00'));
    const environment = { LIENTHONG_SEAL_FILE: sealFile(keys, 'mật khẩu', clock), LIENTHONG_SEAL_PASSWORD: 'mật khẩu' };
    const sealing = await TestApi.open({ working: false, environment, time: clock });
    const dossier = await sealing.submitted();
    const answer = () => sealing.app.inject({ url: `/dossiers/${dossier}/documents/06?sealed=true`, headers: OFFICER });
    const { rawPayload } = await answer();
    const file = join(keys, 'sealed.pdf');
    writeFileSync(file, rawPayload);
    expect(execFileSync('pdfsig', ['-nocert', file]).toString('utf8')).toContain('Signature is Valid');
    expect(readdirSync(sealing.folder)).not.toContain('development-seal.pem');
    clock.moveTo(instant('2037-01-01T08:00:00+07:00'));
    const { statusCode, body } = await answer();
    expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([409, 'seal-not-valid']);
    await sealing.close();
    rmSync(keys, { recursive: true });
  });

  it('carry no seal where the installation has none', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'lienthong-master-'));
    const file = join(keys, 'master.key');
    developmentMasterKey(file);
    const production = await TestApi.open({
      working: false,
      environment: {
        LIENTHONG_MASTER_KEY_FILE: file,
        LIENTHONG_SIGNING_KEYS_DIR: join(api.folder, 'signing-keys'),
        LIENTHONG_ATTACHMENTS: 'unchecked',
      },
    });
    const dossier = await production.submitted();
    const { status, body } = await production.get(`/dossiers/${dossier}/documents/06?sealed=true`);
    expect([status, body['code']]).toEqual([409, 'seal-missing']);
    expect((await production.app.inject({ url: `/dossiers/${dossier}/documents/06`, headers: OFFICER })).statusCode).toBe(200);
    await production.close();
    rmSync(keys, { recursive: true });
  });

  it('07 lists what an office received in a period', async () => {
    await api.get(`/dossiers?after=${position}`);
    const { statusCode, rawPayload } = await print('/offices/26734/register?from=2026-10-01&to=2026-10-31');
    expect(statusCode).toBe(200);
    const said = words(rawPayload);
    expect(said).toContain('(từ ngày 01/10/2026 đến ngày 31/10/2026)');
    expect(said).toContain(`1 ${CODE}`);
    expect(said).toContain('Tổng số: 1 hồ sơ.');
    const other = await print('/offices/26734/register?from=2026-09-01&to=2026-10-25');
    expect(words(other.rawPayload)).toContain('Tổng số: 0 hồ sơ.');
  });

  it('07 is refused for offices that are not served, and for periods that are none', async () => {
    const code = async (url: string): Promise<unknown> => (await api.get(url)).body['code'];
    expect(await code('/offices/99999/register?from=2026-10-01&to=2026-10-31')).toBe('office-unknown');
    expect(await code('/offices/26734/register?from=2026-10-31&to=2026-10-01')).toBe('period-invalid');
    expect(await code('/offices/26734/register?from=2026-02-30&to=2026-10-01')).toBe('request-invalid');
    expect(await code('/offices/26734/register')).toBe('request-invalid');
  });
});
