import { plusMillis } from '@lienthong/calendar';
import { dossierOfHandoff, handoffId, type Command, type Form, type HandoffId, type Notice } from '@lienthong/dossier/domain';
import type { Delivery, Inquiry } from './agency-gateway';
import { BIRTH, Exchange, FORM, JUSTICE, POLICY } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

const acknowledged: Delivery = { kind: 'acknowledged', reference: 'TB-1', received: bytes('noted') };
const unknown: Delivery = { kind: 'unknown', code: 'timeout', detail: 'no answer' };
const found: Inquiry = { kind: 'found', sent: bytes('do you have it?'), received: bytes('yes') };
const refused: Delivery = { kind: 'refused', code: 'decided', detail: 'đã giải quyết', received: bytes('too late') };

const withPhone = (phone: string): Form => ({ ...FORM, requester: { ...(FORM['requester'] as object), phone } });
const correct = (phone: string): Command => ({ type: 'CorrectDossier', form: withPhone(phone), reason: 'misread' });
const withdraw: Command = { type: 'WithdrawDossier', reason: 'filed twice' };

describe('a notice to an agency', () => {
  let exchange: Exchange;
  let birth: HandoffId;
  beforeEach(async () => {
    exchange = new Exchange();
    birth = await exchange.received();
  });
  afterEach(() => exchange.close());

  const about = (kind: Notice['kind'], number = 1): HandoffId => handoffId(dossierOfHandoff(birth), BIRTH, { kind, number });
  const does = (command: Command): Promise<void> => exchange.do(dossierOfHandoff(birth), command);
  const stage = async (handoff: HandoffId) => (await exchange.handoff(handoff)).stage;

  async function perform(handoff: HandoffId, ...answers: Delivery[]): Promise<void> {
    exchange.justice.deliveries.push(...answers);
    await exchange.perform(handoff);
  }

  /** The agency has the birth registration under its number HT-1. */
  const reach = (): Promise<void> => perform(birth, { ...acknowledged, reference: 'HT-1' });

  async function asked(): Promise<void> {
    await reach();
    const report = { handoff: birth, message: 'm-1', status: 'supplement-needed' } as const;
    await exchange.recorder.record(JUSTICE, report, { via: 'callback', body: bytes('more, please') });
  }

  it('brings a supplement as the whole message that it is now, under a key of its own', async () => {
    await asked();
    await does({ type: 'ProvideSupplement', supplement: 1, form: withPhone('0900000001') });
    const deliver = jest.spyOn(exchange.justice, 'deliver');
    await perform(about('supplement'), acknowledged);
    expect(deliver.mock.calls[0]?.[0]).toMatchObject({
      handoff: about('supplement'),
      procedure: BIRTH,
      about: { kind: 'supplement', number: 1, handoff: birth, reference: 'HT-1' },
      payload: { receivingCommune: '26734', requester: { phone: '0900000001' } },
    });
  });

  it('is done with once the agency has it: nobody asks how it stands', async () => {
    await reach();
    await does(correct('0900000001'));
    await perform(about('correction'), acknowledged);
    expect(await stage(about('correction'))).toEqual({ is: 'settled' });
    exchange.justice.calls.length = 0;
    exchange.pass(2 * POLICY.followAfterMs);
    await perform(about('correction'));
    expect(exchange.justice.calls).toEqual([]);
    expect(exchange.postponed).toEqual([]);
  });

  it('names no more than what it is about when it withdraws', async () => {
    await reach();
    await does(withdraw);
    const deliver = jest.spyOn(exchange.justice, 'deliver');
    await perform(about('withdrawal'), acknowledged);
    expect(deliver.mock.calls[0]?.[0]).toMatchObject({
      about: { kind: 'withdrawal', number: 1, handoff: birth, reference: 'HT-1' },
      payload: {},
    });
  });

  it('whose answer was lost is asked about before it is sent again', async () => {
    await reach();
    await does(correct('0900000001'));
    await perform(about('correction'), unknown);
    const asking = await stage(about('correction'));
    if (asking.is === 'asking') exchange.time.moveTo(asking.retryAt);
    const inquire = jest.spyOn(exchange.justice, 'inquire');
    exchange.justice.inquiries.push(found);
    await perform(about('correction'));
    expect(inquire.mock.calls[0]?.[0]).toMatchObject({ about: { kind: 'correction', handoff: birth }, payload: {} });
    expect(await stage(about('correction'))).toEqual({ is: 'settled' });
  });

  it('that comes too late for the agency goes to a person, and leaves the procedure alone', async () => {
    await reach();
    await does(withdraw);
    await perform(about('withdrawal'), refused);
    expect(await stage(about('withdrawal'))).toEqual({ is: 'parked', cause: 'refused-by-agency' });
    expect(await stage(birth)).toEqual({ is: 'settled' });
  });

  it('goes to a person where none is agreed with the agency, and is not sent as a request', async () => {
    exchange.justice.takesNotices = false;
    await reach();
    await does(correct('0900000001'));
    await perform(about('correction'));
    expect(exchange.justice.calls).toEqual([`deliver ${birth}`]);
    expect(await exchange.handoff(about('correction'))).toMatchObject({ stage: { is: 'parked' }, failure: 'notices-not-agreed' });
  });

  it('that would break the contract of its procedure is not sent', async () => {
    await reach();
    await does({ type: 'CorrectDossier', form: { ...FORM, requester: {} }, reason: 'misread' });
    await perform(about('correction'));
    expect(await exchange.handoff(about('correction'))).toMatchObject({ stage: { is: 'parked' }, failure: 'payload-breaks-contract' });
  });

  it('can still withdraw what was erased; what it would have to show is gone', async () => {
    await asked();
    await does({ type: 'ProvideSupplement', supplement: 1 });
    await does(withdraw);
    await exchange.vault.erase(dossierOfHandoff(birth));
    await perform(about('withdrawal'), acknowledged);
    await perform(about('supplement'));
    expect(await stage(about('withdrawal'))).toEqual({ is: 'settled' });
    expect(await exchange.handoff(about('supplement'))).toMatchObject({ stage: { is: 'parked' }, failure: 'personal-data-erased' });
  });

  describe('waits for its turn:', () => {
    const waits = async (handoff: HandoffId): Promise<void> => {
      const calls = exchange.justice.calls.length;
      await perform(handoff);
      expect(exchange.justice.calls).toHaveLength(calls);
      const put = { handoff, until: plusMillis(exchange.time.now(), POLICY.attemptMs), trouble: 'awaits-turn' };
      expect(exchange.postponed.at(-1)).toEqual(put);
      expect((await exchange.handoff(handoff)).attempts).toBe(0);
    };

    it('a correction, until the agency has the procedure itself', async () => {
      await perform(birth, unknown);
      await does(correct('0900000001'));
      await waits(about('correction'));
      const asking = await stage(birth);
      if (asking.is === 'asking') exchange.time.moveTo(asking.retryAt);
      exchange.justice.inquiries.push(found);
      await perform(birth);
      await perform(about('correction'), acknowledged);
      expect(await stage(about('correction'))).toEqual({ is: 'settled' });
    });

    it('what was requested later, while the earlier may still arrive', async () => {
      await reach();
      await does(correct('0900000001'));
      await does(correct('0900000002'));
      await waits(about('correction', 2));
      await perform(about('correction', 1), unknown);
      await waits(about('correction', 2));
      exchange.pass(POLICY.backoff.maxMs);
      exchange.justice.inquiries.push(found);
      await perform(about('correction', 1));
      await perform(about('correction', 2), acknowledged);
      expect(String(exchange.justice.sent.at(-1)?.body)).toContain('0900000002');
    });

    it('but not for what a person has to look at and surely did not arrive', async () => {
      await reach();
      await does(correct('0900000001'));
      await does(correct('0900000002'));
      await perform(about('correction', 1), refused);
      await perform(about('correction', 2), acknowledged);
      expect(await stage(about('correction', 2))).toEqual({ is: 'settled' });
    });

    it('a withdrawal never', async () => {
      await perform(birth, unknown);
      await does(correct('0900000001'));
      await does(withdraw);
      await perform(about('withdrawal'), acknowledged);
      expect(await stage(about('withdrawal'))).toEqual({ is: 'settled' });
    });
  });

  it('is not needed for what was corrected while its first message was being prepared: that says the new at once', async () => {
    const keep = exchange.archive.keep.bind(exchange.archive);
    jest.spyOn(exchange.archive, 'keep').mockImplementationOnce(async (...message) => {
      await does(correct('0900000001'));
      return keep(...message);
    });
    await reach();
    expect(exchange.justice.sent.map(({ body }) => String(body).includes('0900000001'))).toEqual([true]);
    expect(await exchange.types(birth)).toEqual(['DossierCorrected', 'HandoffAttempted', 'HandoffAcknowledged']);
  });
});
