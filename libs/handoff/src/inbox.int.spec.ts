import type { AgencyCode } from '@lienthong/bundle';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import { MessageRejected, type AgencyReport, type InboundRequest } from './agency-gateway';
import { Inbox } from './inbox';
import { sha256 } from './message-archive';
import { Exchange, JUSTICE } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

describe('the inbox', () => {
  let exchange: Exchange;
  let inbox: Inbox;
  let handoff: HandoffId;
  beforeEach(async () => {
    exchange = new Exchange();
    inbox = new Inbox(exchange.gateways, exchange.recorder, exchange.quarantine);
    handoff = await exchange.acknowledged();
  });
  afterEach(() => exchange.close());

  const message: InboundRequest = {
    method: 'POST',
    url: 'http://engine.test/agencies/justice/messages',
    headers: { 'content-digest': 'sha-256=:AA==:', signature: 'sig1=:BB==:', cookie: 'secret' },
    body: bytes('exact bytes'),
  };
  const says = (...reports: AgencyReport[]) => (exchange.justice.readMessage = async () => ({ reports }));
  const rejects = (code: MessageRejected['code']) =>
    (exchange.justice.readMessage = async () => Promise.reject(new MessageRejected(code, 'because')));

  it('records each report of a message and tells what became of it', async () => {
    const stranger = '019a9f00-0000-7000-8000-000000000009.birth-registration';
    says({ handoff, message: 'm-1', status: 'in-process' }, { handoff: stranger, message: 'm-2', status: 'received' });
    expect(await inbox.accept(JUSTICE, message)).toEqual([
      { outcome: 'recorded', handoff },
      { outcome: 'quarantined', handoff: stranger, reason: 'unknown-dossier' },
    ]);
  });

  it('keeps the exact bytes and the headers that prove the sender, and no others', async () => {
    says({ handoff, message: 'm-1', status: 'in-process' });
    await inbox.accept(JUSTICE, message);
    const kept = [];
    for await (const each of exchange.archive.messages(dossierOfHandoff(handoff))) kept.push(each);
    expect(kept.at(-1)).toMatchObject({ direction: 'received', sha256: sha256(message.body), body: message.body });
    expect(kept.at(-1)?.signature).toEqual({ 'content-digest': 'sha-256=:AA==:', signature: 'sig1=:BB==:' });
  });

  it('answers the same message again with the same calm, and keeps nothing more', async () => {
    says({ handoff, message: 'm-1', status: 'in-process' });
    await inbox.accept(JUSTICE, message);
    const before = await exchange.count();
    expect(await inbox.accept(JUSTICE, message)).toEqual([{ outcome: 'known-already', handoff }]);
    expect(await exchange.count()).toBe(before);
  });

  it('keeps what it cannot read in quarantine, once', async () => {
    rejects('unreadable');
    await inbox.accept(JUSTICE, message);
    expect(await inbox.accept(JUSTICE, message)).toEqual([{ outcome: 'quarantined', handoff: '', reason: 'unreadable' }]);
    expect(await exchange.inQuarantine()).toEqual([{ reason: 'unreadable', body: 'exact bytes' }]);
  });

  it('keeps nothing of what is not signed', async () => {
    const before = await exchange.count();
    rejects('unsigned');
    await expect(inbox.accept(JUSTICE, message)).rejects.toMatchObject({ code: 'unsigned' });
    expect(await exchange.count()).toBe(before);
  });

  it('keeps nothing of what comes in the name of an agency that does not take part', async () => {
    const before = await exchange.count();
    await expect(inbox.accept('customs' as AgencyCode, message)).rejects.toMatchObject({ code: 'unsigned' });
    expect(await exchange.count()).toBe(before);
  });

  it('passes on what goes wrong with us, so that the agency sends again', async () => {
    says({ handoff, message: 'm-1', status: 'in-process' });
    await exchange.store.close();
    await expect(inbox.accept(JUSTICE, message)).rejects.toMatchObject({ code: 'log-closed' });
  });
});
