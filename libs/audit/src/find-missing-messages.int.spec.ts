import type { AgencyCode } from '@lienthong/bundle';
import { handoffId, type DossierId, type HandoffId } from '@lienthong/dossier/domain';
import { MemoryEventStore } from '@lienthong/event-store';
import { sha256, type KeptMessage, type QuarantinedMessage } from '@lienthong/handoff';
import { findMissingMessages } from './find-missing-messages';
import { BIRTH, Desk } from './testing/desk';

const QUESTION = Buffer.from('how does it stand?');
const ANSWER = Buffer.from('received');
const DELIVERED = Buffer.from('please register');

describe('looking for the bytes that events cite', () => {
  let desk: Desk;
  let dossier: DossierId;
  let handoff: HandoffId;
  beforeEach(async () => {
    desk = new Desk().use(new MemoryEventStore());
    dossier = await desk.received();
    handoff = handoffId(dossier, BIRTH);
    await desk.do(dossier, { type: 'AttemptHandoff', handoff, sent: sha256(DELIVERED) });
    const exchanged = { sent: sha256(QUESTION), received: sha256(ANSWER) };
    await desk.do(dossier, { type: 'RecordAgencyStatus', handoff, message: 'm-1', via: 'poll', status: 'received', ...exchanged });
  });
  afterEach(() => desk.close());

  const kept = (direction: KeptMessage['direction'], body: Uint8Array): KeptMessage => ({
    handoff,
    direction,
    sha256: sha256(body),
    at: '',
    body,
  });
  const all = (): KeptMessage[] => [kept('sent', DELIVERED), kept('sent', QUESTION), kept('received', ANSWER)];
  const missing = async (messages: readonly KeptMessage[], quarantined: readonly QuarantinedMessage[] = []) =>
    findMissingMessages(await desk.history(dossier), messages, quarantined);

  it('finds nothing missing when all are kept', async () => {
    expect(await missing(all())).toEqual([]);
  });

  it('names the event, the direction and the hash of what is not kept', async () => {
    const [, ...rest] = all();
    const revision = (await desk.history(dossier)).findIndex(({ event }) => event.type === 'HandoffAttempted');
    expect(await missing(rest)).toEqual([
      { revision, type: 'HandoffAttempted', direction: 'sent', sha256: sha256(DELIVERED), why: 'not-kept' },
    ]);
  });

  it.each<[string, Partial<KeptMessage>]>([
    ['another handoff', { handoff: 'another' as HandoffId }],
    ['the other direction', { direction: 'sent' }],
  ])('does not take the bytes of %s for them', async (_, other) => {
    const [delivered, question] = all();
    const messages = [delivered, question, { ...kept('received', ANSWER), ...other }].filter((each) => each !== undefined);
    expect(await missing(messages)).toMatchObject([{ type: 'AgencyStatusReported', direction: 'received', why: 'not-kept' }]);
  });

  it('tells bytes that do not have the hash under which they are kept', async () => {
    const [delivered, question, answer] = all();
    const messages = [delivered, question, answer && { ...answer, body: Buffer.from('refused') }].filter((each) => each !== undefined);
    expect(await missing(messages)).toMatchObject([{ type: 'AgencyStatusReported', direction: 'received', why: 'other-bytes' }]);
  });

  it('takes bytes whose key was erased at their word', async () => {
    expect(await missing(all().map(({ body: _, ...message }) => message))).toEqual([]);
  });

  it('finds what was put into quarantine there', async () => {
    const spoilt = Buffer.from('{"number":7}');
    const report = { message: 'm-2', reason: 'result-breaks-contract', received: sha256(spoilt) } as const;
    await desk.do(dossier, { type: 'RecordQuarantinedReport', handoff, fields: ['/number'], ...report });
    expect(await missing(all())).toMatchObject([{ type: 'AgencyReportQuarantined', why: 'not-kept' }]);
    const agency = 'justice' as AgencyCode;
    expect(await missing(all(), [{ ...report, id: 'q-1', at: '', agency, handoff, subject: dossier, body: spoilt }])).toEqual([]);
  });
});
