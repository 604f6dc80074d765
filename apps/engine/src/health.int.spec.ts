import { join } from 'node:path';
import { product } from '@lienthong/installation';
import Database from 'libsql';
import { TROUBLES } from './health';
import { CITIZEN, submission, TestApi } from './testing/test-api';

const READY = { status: 200, body: { status: 'ready', reasons: [] } };

describe('the readiness of an engine', () => {
  let api: TestApi;
  afterEach(() => api.close());

  const unready = (...codes: (keyof typeof TROUBLES)[]) => ({
    status: 503,
    headers: { 'retry-after': '5', 'content-type': 'application/json; charset=utf-8' },
    body: { status: 'not-ready', reasons: codes.map((code) => ({ code, message: TROUBLES[code] })) },
  });
  const ready = () => api.get('/health/ready', {});

  it('ends when the disk refuses what is to be stored, and is back when it takes it', async () => {
    api = await TestApi.open({ working: false });
    const disk = new Database(join(api.folder, 'log.db'));
    disk.exec(`CREATE TRIGGER full BEFORE INSERT ON appends BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    const submit = () => api.post('/dossiers', submission(), { ...CITIZEN, 'idempotency-key': 'k' });
    expect(await submit()).toMatchObject({ status: 503, headers: { 'retry-after': '30' }, body: { code: 'log-write-failed' } });
    expect(await ready()).toMatchObject(unready('log-not-writable'));
    disk.exec('DROP TRIGGER full');
    disk.close();
    expect(await submit()).toMatchObject({ status: 201 });
    expect(await ready()).toMatchObject(READY);
  });

  it('refuses a submission whose key cannot be stored, and takes it later', async () => {
    api = await TestApi.open({ working: false });
    const keys = new Database(join(api.folder, 'keys.db'));
    keys.exec(`CREATE TRIGGER full BEFORE INSERT ON subject_key BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    const submit = () => api.post('/dossiers', submission(), { ...CITIZEN, 'idempotency-key': 'k' });
    expect(await submit()).toMatchObject({ status: 503, headers: { 'retry-after': '30' }, body: { code: 'key-write-failed' } });
    keys.exec('DROP TRIGGER full');
    keys.close();
    expect(await submit()).toMatchObject({ status: 201 });
  });

  it('ends when the disk has less space than is asked for', async () => {
    api = await TestApi.open({ working: false, environment: { LIENTHONG_MIN_FREE_MIB: '999999999' } });
    expect(await ready()).toMatchObject(unready('disk-space-low'));
    expect(await api.get('/health/live', {})).toMatchObject({ status: 200, body: { status: 'live' } });
  });

  it('ends when the list of handoffs is gone', async () => {
    api = await TestApi.open({ working: false });
    const reads = new Database(join(api.folder, 'read-models.db'));
    reads.exec('DROP TABLE handoff');
    reads.close();
    expect(await ready()).toMatchObject(unready('board-unreadable'));
  });

  it('ends when a read model stops at an event that cannot be applied', async () => {
    api = await TestApi.open();
    const reads = new Database(join(api.folder, 'read-models.db'));
    reads.exec(`CREATE TRIGGER refused BEFORE INSERT ON handoff BEGIN SELECT RAISE(ABORT, 'not this one'); END`);
    reads.close();
    const id = await api.submitted();
    await api.post(`/dossiers/${id}/reception`, {});
    let state = await ready();
    while (state.status === 200) state = await ready();
    expect(state).toMatchObject(unready('read-model-stopped'));
  });
});

describe('the version', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open({ working: false });
  });
  afterAll(() => api.close());

  it('says what runs and by which definitions', async () => {
    const { status, body } = await api.get('/version', {});
    expect([status, body]).toEqual([200, expect.objectContaining({ ...product(), api: '1', node: process.versions.node })]);
    const versionsOf = (bundle: string) => {
      const known = api.engine.workflows.list().filter(({ code }) => code === bundle);
      return known.map(({ ref, title, effective, digest }) => ({ ref, title, effective, digest }));
    };
    expect(body['bundles']).toEqual([
      { code: 'birth', inForce: 'birth@2026-09-01', versions: versionsOf('birth') },
      { code: 'death', inForce: 'death@2026-09-01', versions: versionsOf('death') },
    ]);
  });
});
