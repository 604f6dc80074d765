import { plusMillis } from '@lienthong/calendar';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import { UNREADABLE_ANSWER, type AgencyReport, type Delivery } from './agency-gateway';
import { sha256 } from './message-archive';
import { CERTIFICATE, Exchange, JUSTICE, POLICY } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

const acknowledged: Delivery = { kind: 'acknowledged', reference: 'HT-1', received: bytes('taken') };
const unavailable: Delivery = { kind: 'unavailable', code: 'maintenance', detail: 'closed', received: bytes('try later') };
const unknown: Delivery = { kind: 'unknown', code: 'timeout', detail: 'no answer' };

describe('the worker of the exchange', () => {
  let exchange: Exchange;
  let handoff: HandoffId;
  beforeEach(async () => {
    exchange = new Exchange();
    handoff = await exchange.received();
  });
  afterEach(() => exchange.close());

  /** Moves time to the moment for which the stream asks for the next step, and performs it. */
  async function performNext(): Promise<void> {
    const { stage } = await exchange.handoff(handoff);
    if ('retryAt' in stage) exchange.time.moveTo(stage.retryAt);
    await exchange.perform(handoff);
  }

  describe('delivering', () => {
    it('records the attempt before it sends, and the acknowledgement afterwards', async () => {
      exchange.justice.deliveries.push(acknowledged);
      const deliver = exchange.justice.deliver.bind(exchange.justice);
      exchange.justice.deliver = async (request, body) => {
        expect(await exchange.types(handoff)).toEqual(['HandoffAttempted']);
        return deliver(request, body);
      };
      await exchange.perform(handoff);
      const [attempted, answered] = await exchange.recorded(handoff);
      expect(attempted?.data).toEqual({ handoff, attempt: 1, sent: sha256(exchange.justice.sent[0]?.body ?? bytes('')) });
      expect(answered).toEqual({
        type: 'HandoffAcknowledged',
        data: { handoff, via: 'delivery', reference: 'HT-1', received: sha256(bytes('taken')) },
      });
    });

    it('keeps the exact bytes of both directions', async () => {
      exchange.justice.deliveries.push(acknowledged);
      await exchange.perform(handoff);
      expect(await exchange.messages(handoff)).toEqual([`sent ${String(exchange.justice.sent[0]?.body)}`, 'received taken']);
    });

    it('sends nothing whose bytes could not be kept', async () => {
      const append = exchange.store.append.bind(exchange.store);
      exchange.store.append = (stream, events, expected) =>
        stream.startsWith('messages-') ? Promise.reject(new Error('disk full')) : append(stream, events, expected);
      await exchange.perform(handoff);
      expect(exchange.justice.sent).toEqual([]);
      expect(exchange.surprises).toEqual([[handoff, new Error('disk full')]]);
    });

    it('gives the agency what the definition says, the idempotency key and the address for its messages', async () => {
      exchange.justice.deliveries.push(acknowledged);
      const deliver = jest.spyOn(exchange.justice, 'deliver');
      await exchange.perform(handoff);
      expect(deliver.mock.calls[0]?.[0]).toMatchObject({
        handoff,
        dossier: dossierOfHandoff(handoff),
        procedure: 'birth-registration',
        office: '26734',
        callbackUrl: 'http://engine.test/agencies/justice/messages',
        payload: { receivingCommune: '26734', child: { givenName: 'An' } },
      });
    });

    it('sends nothing when another worker was faster', async () => {
      const slow = exchange.workerOf(exchange.engine());
      exchange.justice.deliveries.push(acknowledged);
      // Both have loaded the handoff as due before either claims it.
      await Promise.all([exchange.perform(handoff), slow.perform({ agency: JUSTICE, handoffs: [handoff] })]);
      expect(exchange.justice.calls).toEqual([`deliver ${handoff}`]);
      expect(await exchange.types(handoff)).toEqual(['HandoffAttempted', 'HandoffAcknowledged']);
    });

    it('does nothing for a job that comes again or comes too early', async () => {
      exchange.justice.deliveries.push(unavailable);
      await exchange.perform(handoff, handoff);
      await exchange.perform(handoff);
      expect(exchange.justice.calls).toEqual([`deliver ${handoff}`]);
    });

    it('does nothing for a handoff that nobody knows', async () => {
      const unheardOf = handoff.replace(/\..*/, '.unheard-of') as HandoffId;
      await exchange.perform(unheardOf, '019a9f00-0000-7000-8000-000000000009.birth-registration' as HandoffId);
      expect(exchange.justice.calls).toEqual([]);
    });

    it('parks what the agency refuses, with its code and its answer', async () => {
      exchange.justice.deliveries.push({ kind: 'refused', code: 'wrong-commune', detail: 'không thuộc thẩm quyền', received: bytes('no') });
      await exchange.perform(handoff);
      expect((await exchange.recorded(handoff)).slice(1)).toEqual([
        {
          type: 'HandoffRefused',
          data: { handoff, by: 'agency', code: 'wrong-commune', detail: 'không thuộc thẩm quyền', received: sha256(bytes('no')) },
        },
        { type: 'HandoffParked', data: { handoff, cause: 'refused-by-agency', code: 'wrong-commune' } },
      ]);
    });
  });

  describe('when the agency decides in its answer', () => {
    const message = (changes: Partial<AgencyReport> = {}): AgencyReport => ({
      handoff,
      message: 'm-1',
      status: 'completed',
      result: CERTIFICATE,
      ...changes,
    });
    const answer = (report: AgencyReport): Delivery => ({ kind: 'acknowledged', received: bytes('done'), report });

    it('records acknowledgement and decision in one append, each with the hash of the answer', async () => {
      exchange.justice.deliveries.push(answer(message()));
      await exchange.perform(handoff);
      const [, acknowledgement, decision] = await exchange.recorded(handoff);
      const received = sha256(bytes('done'));
      expect(acknowledgement).toMatchObject({ type: 'HandoffAcknowledged', data: { via: 'delivery', received } });
      expect(decision).toMatchObject({
        type: 'AgencyStatusReported',
        data: { via: 'answer', status: 'completed', standing: 'news', received, result: CERTIFICATE },
      });
      const [, second, third] = (await exchange.envelopes(handoff)).slice(-5);
      expect(third?.commandId).toBe(second?.commandId);
      expect((await exchange.handoff(handoff)).stage.is).toBe('settled');
    });

    it('keeps the acknowledgement of a decision that it cannot take over, and puts that into quarantine', async () => {
      exchange.justice.deliveries.push(answer(message({ result: { number: 7 } })));
      await exchange.perform(handoff);
      expect(await exchange.types(handoff)).toEqual(['HandoffAttempted', 'HandoffAcknowledged', 'AgencyReportQuarantined']);
      expect(await exchange.inQuarantine()).toEqual([{ reason: 'result-breaks-contract', body: 'done' }]);
    });

    it('takes the same message by another way for known', async () => {
      exchange.justice.deliveries.push(answer(message()));
      await exchange.perform(handoff);
      const before = await exchange.types(handoff);
      expect(await exchange.recorder.record(JUSTICE, message(), { via: 'poll', body: bytes('again') })).toEqual({
        outcome: 'known-already',
        handoff,
      });
      expect(await exchange.types(handoff)).toEqual(before);
    });
  });

  describe('when the agency is not available', () => {
    it('records when it tries again, and then sends the same bytes', async () => {
      exchange.justice.deliveries.push(unavailable, acknowledged);
      await exchange.perform(handoff);
      const { stage } = await exchange.handoff(handoff);
      const now = exchange.time.now();
      expect(stage).toEqual({ is: 'retrying', retryAt: expect.any(String) });
      expect('retryAt' in stage && stage.retryAt >= plusMillis(now, POLICY.backoff.firstMs / 2)).toBe(true);
      await performNext();
      const [first, second] = exchange.justice.sent;
      expect(second).toEqual(first);
      expect(await exchange.types(handoff)).toEqual([
        'HandoffAttempted',
        'HandoffAttemptFailed',
        'HandoffAttempted',
        'HandoffAcknowledged',
      ]);
    });

    it('is as patient as the agency asks', async () => {
      exchange.justice.deliveries.push({ ...unavailable, retryAfterMs: 600_000 });
      await exchange.perform(handoff);
      expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'retrying', retryAt: plusMillis(exchange.time.now(), 600_000) });
    });

    it('hands over to a person when its tries are used up', async () => {
      exchange.justice.deliveries.push(unavailable, unavailable, unavailable);
      for (let attempt = 0; attempt < POLICY.maxTries; attempt++) await performNext();
      expect(exchange.justice.sent).toHaveLength(POLICY.maxTries);
      expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'parked', cause: 'retries-exhausted' });
      await performNext();
      expect(exchange.justice.sent).toHaveLength(POLICY.maxTries);
    });

    it('has all its tries again once a person has released it', async () => {
      exchange.justice.deliveries.push(unavailable, unavailable, unavailable, unavailable);
      for (let attempt = 0; attempt < POLICY.maxTries; attempt++) await performNext();
      await exchange.do(dossierOfHandoff(handoff), { type: 'ReleaseHandoff', handoff, reason: 'maintenance is over' });
      await performNext();
      expect((await exchange.handoff(handoff)).stage.is).toBe('retrying');
    });
  });

  describe('when the outcome is unknown', () => {
    beforeEach(async () => {
      exchange.justice.deliveries.push(unknown);
      await exchange.perform(handoff);
    });

    it('asks, and sends the same bytes under the same key again only when the agency does not have it', async () => {
      exchange.justice.inquiries.push({ kind: 'not-found', sent: bytes('have you?'), received: bytes('never seen') });
      exchange.justice.deliveries.push(acknowledged);
      await performNext();
      await performNext();
      expect(exchange.justice.calls).toEqual([`deliver ${handoff}`, `inquire ${handoff}`, `deliver ${handoff}`]);
      const [first, second] = exchange.justice.sent;
      expect(second).toEqual(first);
      expect(await exchange.messages(handoff)).toEqual([
        `sent ${String(first?.body)}`,
        'sent have you?',
        'received never seen',
        'received taken',
      ]);
      expect((await exchange.handoff(handoff)).stage.is).toBe('acknowledged');
    });

    it('takes it for acknowledged, without sending, when the agency has it', async () => {
      exchange.justice.inquiries.push({ kind: 'found', sent: bytes('have you?'), reference: 'HT-7', received: bytes('here') });
      await performNext();
      expect((await exchange.recorded(handoff)).at(-1)).toEqual({
        type: 'HandoffAcknowledged',
        data: { handoff, via: 'inquiry', reference: 'HT-7', sent: sha256(bytes('have you?')), received: sha256(bytes('here')) },
      });
      expect(exchange.justice.sent).toHaveLength(1);
    });

    it('never sends while it cannot ask, and hands over to a person in the end', async () => {
      const silence = { kind: 'unavailable', code: 'timeout', detail: 'no answer', sent: bytes('have you?') } as const;
      exchange.justice.inquiries.push(silence, silence);
      await performNext();
      expect((await exchange.handoff(handoff)).stage.is).toBe('asking');
      await performNext();
      expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'parked', cause: 'retries-exhausted' });
      expect(exchange.justice.sent).toHaveLength(1);
    });

    it('asks first even after a person has released it', async () => {
      const silence = { kind: 'unavailable', code: 'timeout', detail: 'no answer', sent: bytes('have you?') } as const;
      exchange.justice.inquiries.push(silence, silence, { kind: 'found', sent: bytes('have you?'), received: bytes('here') });
      await performNext();
      await performNext();
      await exchange.do(dossierOfHandoff(handoff), { type: 'ReleaseHandoff', handoff, reason: 'the line is back' });
      await performNext();
      expect(exchange.justice.sent).toHaveLength(1);
      expect((await exchange.handoff(handoff)).stage.is).toBe('acknowledged');
    });
  });

  describe('after a kill between sending and recording', () => {
    beforeEach(() => exchange.do(dossierOfHandoff(handoff), { type: 'AttemptHandoff', handoff, sent: sha256(bytes('sent')) }));

    it('leaves the attempt alone while it may still be answered', async () => {
      exchange.pass(POLICY.attemptMs - 1);
      await exchange.perform(handoff);
      expect(exchange.justice.calls).toEqual([]);
    });

    it('asks about it after the patience with an attempt, and does not send', async () => {
      exchange.justice.inquiries.push({ kind: 'found', sent: bytes('have you?'), received: bytes('here') });
      exchange.pass(POLICY.attemptMs);
      await exchange.perform(handoff);
      expect(exchange.justice.calls).toEqual([`inquire ${handoff}`]);
    });
  });

  describe('a message that may not be sent', () => {
    it('is parked and never sent when it breaks the contract; the record names fields, not values', async () => {
      const broken = await exchange.received({
        form: { case: 'both-parents-known', requester: { fullName: 'Nguyễn Hoàng Nam' }, child: {} },
      });
      await exchange.perform(broken);
      expect(exchange.justice.calls).toEqual([]);
      const [refused, parked] = await exchange.recorded(broken);
      expect(refused).toMatchObject({ type: 'HandoffRefused', data: { by: 'engine', code: 'payload-breaks-contract' } });
      expect(JSON.stringify(refused)).toMatch(/requester/);
      expect(JSON.stringify(refused)).not.toMatch(/Nguyễn/);
      expect(parked).toMatchObject({ type: 'HandoffParked', data: { cause: 'message-invalid' } });
    });

    it('is parked when the definition reads what the form does not have', async () => {
      const empty = await exchange.received({ form: {} });
      await exchange.perform(empty);
      expect(exchange.justice.calls).toEqual([]);
      expect((await exchange.handoff(empty)).stage).toEqual({ is: 'parked', cause: 'message-invalid' });
    });

    it('is parked when the adapter cannot say it in the words of the agency', async () => {
      exchange.justice.prepare = () => {
        throw Object.assign(new Error('no code for this commune'), { code: 'unmappable' });
      };
      await exchange.perform(handoff);
      expect((await exchange.recorded(handoff))[0]).toMatchObject({ type: 'HandoffRefused', data: { by: 'engine', code: 'unmappable' } });
      expect((await exchange.handoff(handoff)).stage.is).toBe('parked');
    });
  });

  describe('when the time to acknowledge is over', () => {
    it('parks instead of trying again', async () => {
      exchange.justice.deliveries.push({ ...unavailable, retryAfterMs: 86_400_000 });
      await exchange.perform(handoff);
      exchange.time.moveTo((await exchange.handoff(handoff)).respondBy);
      await exchange.perform(handoff);
      expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'parked', cause: 'acknowledgement-overdue' });
      expect(exchange.justice.sent).toHaveLength(1);
    });

    it('parks what became overdue before it was ever sent, because the engine was down', async () => {
      exchange.time.moveTo((await exchange.handoff(handoff)).respondBy);
      await exchange.perform(handoff);
      expect(exchange.justice.sent).toEqual([]);
      expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'parked', cause: 'acknowledgement-overdue' });
    });

    it('hands over an attempt whose outcome is unknown, and asks first when it is released', async () => {
      exchange.justice.deliveries.push(unknown);
      await exchange.perform(handoff);
      exchange.time.moveTo((await exchange.handoff(handoff)).respondBy);
      await exchange.perform(handoff);
      expect((await exchange.handoff(handoff)).stage.is).toBe('parked');
      await exchange.do(dossierOfHandoff(handoff), { type: 'ReleaseHandoff', handoff, reason: 'they answer again' });
      exchange.justice.inquiries.push({ kind: 'found', sent: bytes('have you?'), received: bytes('here') });
      await exchange.perform(handoff);
      expect((await exchange.handoff(handoff)).stage.is).toBe('acknowledged');
      expect(exchange.justice.sent).toHaveLength(1);
    });
  });

  describe('following up', () => {
    const word = (about: string, message: string): AgencyReport => ({ handoff: about, message, status: 'in-process' });

    async function answering(count: number): Promise<HandoffId[]> {
      const handoffs = await Promise.all(Array.from({ length: count }, () => exchange.acknowledged()));
      exchange.justice.calls.length = 0;
      exchange.pass(POLICY.followAfterMs);
      return handoffs;
    }

    it('records the news with the question and the answer, and looks again later', async () => {
      const [id] = (await answering(1)) as [HandoffId];
      const report: AgencyReport = { handoff: id, message: 'm-1', status: 'completed', result: CERTIFICATE };
      exchange.justice.followUps.push({ kind: 'answered', sent: bytes('and this one?'), received: bytes('done'), reports: [report] });
      await exchange.perform(id);
      expect((await exchange.recorded(id)).find(({ type }) => type === 'AgencyStatusReported')?.data).toMatchObject({
        via: 'poll',
        message: 'm-1',
        standing: 'news',
        sent: sha256(bytes('and this one?')),
        received: sha256(bytes('done')),
      });
      expect(exchange.postponed).toEqual([{ handoff: id, until: plusMillis(exchange.time.now(), POLICY.followEveryMs) }]);
    });

    it('asks about several at once and about those with news alone, so that no dossier keeps what is said of others', async () => {
      const [one, two, three] = (await answering(3)) as [HandoffId, HandoffId, HandoffId];
      const together = {
        kind: 'answered',
        sent: bytes('these?'),
        received: bytes('all of it'),
        reports: [word(one, 'a'), word(three, 'b')],
      } as const;
      const alone = (id: string, message: string) =>
        ({ kind: 'answered', sent: bytes(`${message}?`), received: bytes(message), reports: [word(id, message)] }) as const;
      exchange.justice.followUps.push(together, alone(one, 'a'), alone(three, 'b'));
      await exchange.perform(one, two, three);
      expect(exchange.justice.calls).toEqual([`follow ${one} ${two} ${three}`, `follow ${one}`, `follow ${three}`]);
      expect((await exchange.messages(one)).slice(2)).toEqual(['received a', 'sent a?']);
      expect((await exchange.messages(two)).slice(2)).toEqual([]);
      expect((await exchange.handoff(three)).messages).toEqual(['b']);
    });

    it('does not ask alone about what it knows already', async () => {
      const [one, two] = (await answering(2)) as [HandoffId, HandoffId];
      exchange.justice.followUps.push({ kind: 'answered', sent: bytes('?'), received: bytes('a'), reports: [word(one, 'a')] });
      await exchange.perform(one);
      exchange.pass(POLICY.followAfterMs);
      exchange.justice.followUps.push({ kind: 'answered', sent: bytes('?'), received: bytes('a'), reports: [word(one, 'a')] });
      await exchange.perform(one, two);
      expect(exchange.justice.calls).toEqual([`follow ${one}`, `follow ${one} ${two}`]);
    });

    it('asks alone about a message that lies in quarantine: it may be mended', async () => {
      const [one, two] = (await answering(2)) as [HandoffId, HandoffId];
      const answer = (report: AgencyReport, received: string) =>
        ({ kind: 'answered', sent: bytes('?'), received: bytes(received), reports: [report] }) as const;
      exchange.justice.followUps.push(answer({ ...word(one, 'a'), status: 'completed', result: {} }, 'spoilt'));
      await exchange.perform(one);
      exchange.pass(POLICY.followAfterMs);
      exchange.justice.followUps.push(answer(word(one, 'a'), 'both'), answer(word(one, 'a'), 'mended'));
      await exchange.perform(one, two);
      expect((await exchange.types(one)).slice(-2)).toEqual(['AgencyReportQuarantined', 'AgencyStatusReported']);
      expect((await exchange.handoff(one)).quarantined).toEqual([]);
    });

    it('passes over what the agency says of a handoff that was not asked about', async () => {
      const [one] = (await answering(1)) as [HandoffId];
      const reports = [word(handoff, 'not asked')];
      exchange.justice.followUps.push({ kind: 'answered', sent: bytes('?'), received: bytes('!'), reports });
      await exchange.perform(one);
      expect((await exchange.handoff(handoff)).messages).toEqual([]);
    });

    it('looks again later, and as late as the agency asks, when it cannot be asked', async () => {
      const [one, two] = (await answering(2)) as [HandoffId, HandoffId];
      const before = await exchange.count();
      const closed = { kind: 'unavailable', code: 'maintenance', detail: 'closed', sent: bytes('?'), retryAfterMs: 90_000 } as const;
      exchange.justice.followUps.push(closed);
      await exchange.perform(one, two);
      const put = { until: plusMillis(exchange.time.now(), 90_000), trouble: 'maintenance' };
      expect(exchange.postponed).toEqual([one, two].map((each) => ({ handoff: each, ...put })));
      expect(await exchange.count()).toBe(before);
    });
  });

  it('asks about each alone when an answer about several cannot be read', async () => {
    const [one, two] = [await exchange.acknowledged(), await exchange.acknowledged()];
    exchange.pass(POLICY.followAfterMs);
    const spoilt = {
      kind: 'unavailable',
      code: UNREADABLE_ANSWER,
      detail: 'no JSON',
      sent: bytes('?'),
      received: bytes('<html>'),
    } as const;
    const reports: AgencyReport[] = [{ handoff: two, message: 'm', status: 'in-process' }];
    exchange.justice.followUps.push(spoilt, spoilt, { kind: 'answered', sent: bytes('?'), received: bytes('m'), reports });
    exchange.justice.calls.length = 0;
    await exchange.perform(one, two);
    expect(exchange.justice.calls).toEqual([`follow ${one} ${two}`, `follow ${one}`, `follow ${two}`]);
    expect((await exchange.handoff(two)).messages).toEqual(['m']);
  });

  it('tells what it did not foresee, has it looked at again later, and goes on with the others', async () => {
    const surprising = await exchange.received();
    exchange.justice.deliver = async ({ handoff: id }) => {
      if (id === surprising) throw new Error('a bug in the adapter');
      return acknowledged;
    };
    await exchange.perform(surprising, handoff);
    expect(exchange.surprises).toEqual([[surprising, new Error('a bug in the adapter')]]);
    expect(exchange.postponed).toMatchObject([{ handoff: surprising, trouble: 'unexpected' }]);
    expect((await exchange.handoff(handoff)).stage.is).toBe('acknowledged');
    expect((await exchange.handoff(surprising)).stage.is).toBe('attempted');
  });

  it('does not send for an erased dossier, and does not come back to it for ever', async () => {
    await exchange.vault.erase(dossierOfHandoff(handoff));
    await exchange.perform(handoff);
    expect(exchange.justice.calls).toEqual([]);
    expect(exchange.surprises).toEqual([]);
    expect((await exchange.handoff(handoff)).stage).toEqual({ is: 'parked', cause: 'message-invalid' });
  });

  it('has the board look at a handoff again when its moment is still to come', async () => {
    exchange.justice.deliveries.push({ ...unavailable, retryAfterMs: 60_000 });
    await exchange.perform(handoff);
    exchange.pass(30_000);
    await exchange.perform(handoff);
    expect(exchange.postponed).toEqual([{ handoff, until: plusMillis(exchange.time.now(), 30_000) }]);
  });

  it('writes nothing in clear text of what agencies say', async () => {
    exchange.justice.deliveries.push({ ...unavailable, detail: 'hồ sơ của Nguyễn Bảo An', received: bytes('Nguyễn Bảo An') });
    await exchange.perform(handoff);
    for await (const { data } of exchange.store.readAll()) expect(String(Buffer.from(data))).not.toMatch(/Nguyễn|Bảo/);
  });

  it('fails for an agency that it has no gateway to', async () => {
    await expect(exchange.worker.perform({ agency: 'nobody' as never, handoffs: [handoff] })).rejects.toThrow('nobody');
  });

  it('puts several off in one go, so that none of them is asked about again meanwhile', async () => {
    const [one, two] = [await exchange.acknowledged(), await exchange.acknowledged()];
    exchange.pass(POLICY.followAfterMs);
    exchange.justice.followUps.push({ kind: 'answered', sent: bytes('?'), received: bytes('!'), reports: [] });
    await exchange.perform(one, two);
    expect(exchange.putOffs).toEqual([2]);
  });

  it('asks several together only once when the agency asks for patience, also when it says so in words', async () => {
    const [one, two] = [await exchange.acknowledged(), await exchange.acknowledged()];
    exchange.pass(POLICY.followAfterMs);
    exchange.justice.calls.length = 0;
    const busy = {
      kind: 'unavailable',
      code: 'please-wait',
      detail: '',
      sent: bytes('?'),
      received: bytes('<busy>'),
      retryAfterMs: 90_000,
    } as const;
    exchange.justice.followUps.push(busy);
    await exchange.perform(one, two);
    expect(exchange.justice.calls).toEqual([`follow ${one} ${two}`]);
  });

  it('takes an exception of a gateway that is asked for a surprise, and comes back later', async () => {
    const one = await exchange.acknowledged();
    exchange.pass(POLICY.followAfterMs);
    jest.spyOn(exchange.justice, 'follow').mockRejectedValue(new Error('a bug'));
    await exchange.perform(one);
    expect(exchange.postponed.at(-1)).toMatchObject({ handoff: one, trouble: 'unexpected' });
  });
});
