import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import type { AgencyReport } from './agency-gateway';
import { sha256 } from './message-archive';
import type { Arrival } from './report-recorder';
import { CERTIFICATE, dossierStream, Exchange, JUSTICE, POLICE } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

describe('what an agency reports', () => {
  let exchange: Exchange;
  let handoff: HandoffId;
  let completed: AgencyReport;
  beforeEach(async () => {
    exchange = new Exchange();
    handoff = await exchange.acknowledged();
    completed = { handoff, message: 'm-2', status: 'completed', result: CERTIFICATE, note: 'Đã đăng ký' };
  });
  afterEach(() => exchange.close());

  const arrival = (body: string): Arrival => ({ via: 'callback', body: bytes(body), signature: { signature: 'sig1=:AA==:' } });
  const record = (report: AgencyReport, body = report.message) => exchange.recorder.record(JUSTICE, report, arrival(body));
  const standings = async () =>
    (await exchange.recorded(handoff)).flatMap((event) => (event.type === 'AgencyStatusReported' ? [event.data.standing] : []));

  it('goes into the stream, in the name of the agency, with the hash of the exact bytes and what the saga makes of it', async () => {
    expect(await record(completed)).toEqual({ outcome: 'recorded', handoff });
    const events = await exchange.recorded(handoff);
    const at = events.findIndex(({ type }) => type === 'AgencyStatusReported');
    expect(events[at]?.data).toMatchObject({ message: 'm-2', result: CERTIFICATE, note: 'Đã đăng ký', received: sha256(bytes('m-2')) });
    expect(events[at + 1]?.type).toBe('ProcedureCompleted');
    expect(await exchange.messages(handoff)).toContain('received m-2');
  });

  it('keeps the signature that came with it beside the bytes', async () => {
    await record(completed);
    const signatures: unknown[] = [];
    for await (const { signature } of exchange.archive.messages(dossierOfHandoff(handoff))) signatures.push(signature);
    expect(signatures.at(-1)).toEqual({ signature: 'sig1=:AA==:' });
  });

  it('changes nothing when the same message comes again, at whichever engine', async () => {
    await record(completed);
    const before = await exchange.count();
    expect(await record(completed)).toEqual({ outcome: 'known-already', handoff });
    expect(await exchange.count()).toBe(before);
  });

  it('has one effect when the same message comes twice at once', async () => {
    await Promise.all([record(completed), record(completed)]);
    expect(await standings()).toEqual(['news']);
  });

  it('is recorded as late when it was overtaken', async () => {
    await record(completed);
    await record({ handoff, message: 'm-1', status: 'received' });
    expect(await standings()).toEqual(['news', 'late']);
    expect((await exchange.handoff(handoff)).report?.status).toBe('completed');
  });

  it('is recorded as a contradiction, and changes nothing, when it takes back the final word', async () => {
    await record(completed);
    await record({ handoff, message: 'm-3', status: 'refused' });
    expect(await standings()).toEqual(['news', 'contradicts']);
    const dossier = (await exchange.engine().load(dossierOfHandoff(handoff)))?.dossier;
    expect(dossier?.contradictions).toMatchObject([{ handoff, message: 'm-3' }]);
    expect(dossier?.procedures['birth-registration' as never]).toMatchObject({ status: 'completed' });
  });

  it('adds the personal ID that comes days after the certificate', async () => {
    await record(completed);
    await record({ ...completed, message: 'm-4', result: { ...CERTIFICATE, personalId: '079326000123' } });
    expect(await standings()).toEqual(['news', 'news']);
    expect((await exchange.handoff(handoff)).awaiting).toEqual([]);
  });

  it('proves that the agency has a handoff whose outcome was unknown', async () => {
    const unsure = await exchange.received();
    exchange.justice.deliveries.push({ kind: 'unknown', code: 'timeout', detail: '' });
    await exchange.perform(unsure);
    await record({ handoff: unsure, message: 'm-9', status: 'received' });
    expect((await exchange.handoff(unsure)).stage.is).toBe('acknowledged');
  });

  it('is still taken over once the dossier is erased, without what is personal', async () => {
    await exchange.vault.erase(dossierOfHandoff(handoff));
    expect(await record(completed)).toEqual({ outcome: 'recorded', handoff });
    expect((await exchange.handoff(handoff)).report).toMatchObject({
      status: 'completed',
      result: { erased: true },
      note: { erased: true },
    });
    for await (const { data } of exchange.store.readAll()) expect(String(Buffer.from(data))).not.toMatch(/Đã đăng ký|KQ.G15/);
  });

  describe('that cannot be taken over goes into quarantine, with its bytes and the reason', () => {
    const STRANGER = '019a9f00-0000-7000-8000-000000000009';
    it.each<[string, (handoff: string) => Partial<AgencyReport>]>([
      ['unknown-dossier', () => ({ handoff: `${STRANGER}.birth-registration` })],
      ['unknown-dossier', () => ({ handoff: '../../etc/passwd' })],
      ['unknown-handoff', (id) => ({ handoff: id.replace(/\..*/, '.identity-card-under-six') })],
    ])('%s', async (reason, changes) => {
      const report = { ...completed, ...changes(handoff) };
      const before = await exchange.count(dossierStream(handoff));
      expect(await record(report, 'body')).toEqual({ outcome: 'quarantined', handoff: report.handoff, reason });
      await record(report, 'body');
      expect(await exchange.inQuarantine()).toEqual([{ reason, body: 'body' }]);
      expect(await exchange.count(dossierStream(handoff))).toBe(before);
    });

    it.each([[{ number: 112, page: '56' }], [{}]])('result-breaks-contract: %j, and the dossier names the fields', async (result) => {
      const report = { ...completed, result };
      expect(await record(report, 'body')).toEqual({ outcome: 'quarantined', handoff, reason: 'result-breaks-contract' });
      await record(report, 'body');
      expect(await exchange.inQuarantine()).toEqual([{ reason: 'result-breaks-contract', body: 'body' }]);
      const set = (await exchange.recorded(handoff)).filter(({ type }) => type === 'AgencyReportQuarantined');
      expect(set).toMatchObject([{ data: { message: 'm-2', received: sha256(bytes('body')) } }]);
      expect(JSON.stringify(set)).toMatch(/registeredOn|required/);
      expect((await exchange.handoff(handoff)).report).toBeUndefined();
    });

    it('wrong-agency', async () => {
      expect(await exchange.recorder.record(POLICE, completed, arrival('body'))).toMatchObject({ reason: 'wrong-agency' });
      expect((await exchange.handoff(handoff)).messages).toEqual([]);
    });
  });
});
