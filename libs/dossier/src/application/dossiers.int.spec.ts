import { ERASED, findHandoff, handoffId, waitsFor, type DossierId } from '../domain';
import { instant } from '@lienthong/calendar';
import {
  ChainVerifier,
  GENESIS,
  MemoryEventStore,
  OutcomeUnknown,
  RevisionConflict,
  type AppendResult,
  type ExpectedRevision,
  type NewEvent,
  type StreamName,
} from '@lienthong/event-store';
import { BIRTH, bundleOf, HASH, IDENTITY, INSURANCE, RESIDENCE, RESULTS, workflows } from '../testing/scenario';
import { by, Office, OFFICER, progress, SUBMISSION } from '../testing/office';
import { streamOf } from './codec/dossier-codec';
import { dossierView } from './get-dossier/dossier-view';
import { GetHistoryHandler } from './get-history/get-history.handler';
import { GetHistory } from './get-history/get-history.query';

/** A log on a bad line: appends may be lost on the way, or their answers. */
class ShakyStore extends MemoryEventStore {
  readonly troubles: ('append' | 'answer')[] = [];
  readonly appended: string[][] = [];
  /** Called when a batch is in the log and its writer does not know yet. */
  onWritten: () => void = () => undefined;

  override async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const lost = this.troubles.shift();
    if (lost === 'append') throw new OutcomeUnknown('the line broke on the way there');
    const result = await super.append(stream, events, expected);
    this.onWritten();
    if (lost === 'answer') throw new OutcomeUnknown('the line broke on the way back');
    this.appended.push(events.map(({ type }) => type));
    return result;
  }
}

/** What the reception brings with it. */
const RECEIVED = ['DossierReceived', 'ProcedureStarted', 'HandoffRequested', 'DeadlineSet', 'DeadlineSet'];
/** The revision at which it leaves a dossier. */
const REVISION = RECEIVED.length;

describe('the commands on dossiers', () => {
  let store: ShakyStore;
  let office: Office;
  beforeEach(() => {
    store = new ShakyStore();
    office = new Office(store);
  });
  afterEach(() => office.close());

  const receive = { type: 'ReceiveDossier' } as const;
  const complete = (id: DossierId, procedure = BIRTH) =>
    ({
      type: 'RecordAgencyStatus',
      handoff: handoffId(id, procedure),
      message: `${procedure} is done`,
      via: 'callback',
      status: 'completed',
      received: HASH,
      result: RESULTS[procedure] ?? {},
    }) as const;

  it('are seen whole by who learns of them from the log before their writer does', async () => {
    const id = await office.submitted();
    const seen: ReturnType<typeof office.dossiers.load>[] = [];
    store.onWritten = () => void seen.push(office.dossiers.load(id));
    await office.dossiers.execute(id, receive, by('receive'));
    const [loaded] = await Promise.all(seen);
    expect(Object.keys(loaded?.dossier.handoffs ?? {})).toEqual([BIRTH]);
  });

  it('write a fact and what the saga decides upon it in one append', async () => {
    await office.received();
    expect(store.appended).toEqual([['DossierSubmitted'], RECEIVED]);
  });

  it('write nothing when they are rejected', async () => {
    const id = await office.submitted();
    await expect(office.dossiers.execute(id, { type: 'ReturnResults' }, by('1'))).rejects.toMatchObject({ code: 'not-received' });
    await expect(office.dossiers.execute('unheard-of' as DossierId, receive, by('2'))).rejects.toMatchObject({ code: 'dossier-not-found' });
    expect(await office.types(id)).toEqual(['DossierSubmitted']);
  });

  it('write nothing when they say nothing new', async () => {
    const id = await office.received();
    await office.dossiers.execute(id, progress(handoffId(id, BIRTH), 'm-1'), by('1'));
    const { events } = await office.dossiers.execute(id, progress(handoffId(id, BIRTH), 'm-1'), by('2'));
    expect(events).toEqual([]);
    expect(await office.stored(id)).toHaveLength(1 + RECEIVED.length + 1);
  });

  describe('have one effect', () => {
    it('when the same command comes twice, also at once', async () => {
      const id = await office.submitted();
      const done = await Promise.all([1, 2, 3].map(() => office.dossiers.execute(id, receive, by('receive'))));
      expect(done.map(({ events }) => events.length)).toEqual([RECEIVED.length, 0, 0]);
      expect(done.map(({ revision }) => revision)).toEqual([REVISION, REVISION, REVISION]);
    });

    it('when the same command comes again after a restart', async () => {
      const id = await office.received();
      expect((await office.engine().execute(id, receive, by('receive'))).events).toEqual([]);
      expect(await office.stored(id)).toHaveLength(1 + RECEIVED.length);
    });

    it('when two engines get the same command at the same time', async () => {
      const id = await office.submitted();
      const engines = [office.engine(), office.engine()];
      for (const engine of engines) await engine.load(id);
      await Promise.all(engines.map((engine) => engine.execute(id, receive, by('receive'))));
      expect(await office.stored(id)).toHaveLength(1 + RECEIVED.length);
    });

    it('when another engine has carried out the command, whose moment then counts', async () => {
      const id = await office.submitted();
      const late = office.engine();
      await late.load(id);
      await office.dossiers.execute(id, receive, by('receive'));
      office.time.moveTo(instant('2026-10-27T03:00:00Z'));
      await late.execute(id, receive, by('receive'));
      expect(await late.load(id)).toEqual(await office.engine().load(id));
    });

    it.each([['append'], ['answer']] as const)('when the %s is lost on a bad line', async (lost) => {
      const id = await office.submitted();
      store.troubles.push(lost, lost);
      expect(await office.dossiers.execute(id, receive, by('receive'))).toMatchObject({
        revision: REVISION,
        dossier: { phase: 'under-way' },
      });
      expect(await office.stored(id)).toHaveLength(1 + RECEIVED.length);
    });

    it.each([['append'], ['answer']] as const)('when the %s is lost until it gives up, and the command comes again', async (lost) => {
      const id = await office.submitted();
      store.troubles.push(...Array.from({ length: 5 }, () => lost));
      await expect(office.dossiers.execute(id, receive, by('receive'))).rejects.toThrow(OutcomeUnknown);
      expect(await office.dossiers.execute(id, receive, by('receive'))).toMatchObject({ revision: REVISION });
      expect(await office.types(id)).toEqual(['DossierSubmitted', ...RECEIVED]);
    });
  });

  it('decide again after a conflict: two engines at the same dossier lose nothing and double nothing', async () => {
    const id = await office.received();
    const [one, other] = [office.engine(), office.engine()];
    const messages = Array.from({ length: 60 }, (_, i) => `m-${i}`);
    const said = (message: string) => progress(handoffId(id, BIRTH), message);
    await Promise.all(messages.map((message, i) => (i % 2 ? one : other).execute(id, said(message), by(message))));
    const dossier = (await office.engine().load(id))?.dossier;
    expect([...(dossier?.handoffs[BIRTH]?.messages ?? [])].sort()).toEqual([...messages].sort());
    expect(await office.stored(id)).toHaveLength(1 + RECEIVED.length + messages.length);
  });

  it('give up after many conflicts in a row, and say so', async () => {
    const id = await office.received();
    store.append = async (stream, _, expected) => Promise.reject(new RevisionConflict(stream, expected, 4));
    const command = progress(handoffId(id, BIRTH), 'm-1');
    await expect(office.dossiers.execute(id, command, by('1'))).rejects.toMatchObject({ code: 'dossier-busy' });
  });

  it('say in the envelope who did it, by which command, upon what, under which version and behind what', async () => {
    const id = await office.submitted();
    await office.dossiers.execute(id, receive, { ...by('receive'), causationId: 'message-1', traceparent: '00-a-b-01' });
    const stored = await office.stored(id);
    const [submitted, received, started, requested] = await office.envelopes(id);
    expect(submitted).toEqual({
      at: office.time.now(),
      actor: OFFICER,
      commandId: 'submit',
      correlationId: id,
      causationId: 'submit',
      decidedBy: 'fact',
      schema: 1,
      previousHash: GENESIS,
    });
    const shared = { at: office.time.now(), commandId: 'receive', correlationId: id, bundle: 'birth@2026-09-01', traceparent: '00-a-b-01' };
    expect(received).toMatchObject({ ...shared, actor: OFFICER, causationId: 'message-1', decidedBy: 'fact' });
    const saga = { ...shared, actor: { kind: 'system', id: 'saga' }, causationId: stored[1]?.id, decidedBy: 'saga' };
    expect(started).toMatchObject(saga);
    expect(requested).toMatchObject(saga);
    expect(new Set([submitted, received, started, requested].map((each) => each?.previousHash)).size).toBe(4);
  });

  it('belong to the trace of the event that demanded their handoff, and else to that of what was asked last', async () => {
    const trace = (digit: string): string => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
    const id = await office.submitted();
    await office.dossiers.execute(id, receive, { ...by('receive'), requestTrace: trace('1') });
    await office.dossiers.execute(id, { type: 'RequestPayment', amount: 1, purpose: 'p' }, { ...by('pay'), traceparent: trace('2') });
    // Also in an engine that has only the log to know it from.
    await office.engine().execute(id, complete(id), { ...by('complete'), requestTrace: trace('3') });
    await office.engine().execute(id, { type: 'RecordPayment', payment: 1, reference: 'r' }, { ...by('paid'), requestTrace: trace('4') });
    const traces = new Map((await office.envelopes(id)).map(({ commandId, traceparent }) => [commandId, traceparent]));
    expect(Object.fromEntries(traces)).toEqual({
      submit: undefined,
      receive: trace('1'),
      pay: trace('2'),
      complete: trace('1'),
      paid: trace('1'),
    });
    const handoff = handoffId(id, BIRTH);
    expect((await office.engine().loadFor(handoff))?.traceparent).toBe(trace('1'));
  });

  it('finish a dossier under the version of its reception when a newer one comes into force', async () => {
    const { identityCard: _, ...form } = SUBMISSION.form as Record<string, unknown>;
    const earlier = new Office(new MemoryEventStore(), instant('2026-08-31T16:59:59Z'));
    try {
      const id = await earlier.received({ ...SUBMISSION, form, chosen: [BIRTH, RESIDENCE, INSURANCE] });
      earlier.time.moveTo(instant('2026-09-02T03:00:00Z'));
      for (const procedure of [BIRTH, RESIDENCE, INSURANCE]) {
        await earlier.engine().execute(id, complete(id, procedure), by(`complete ${procedure}`));
      }
      const dossier = (await earlier.engine().load(id))?.dossier;
      expect(dossier).toMatchObject({ phase: 'returned', outcome: 'completed', bundle: 'birth@2024-07-01' });
      expect(dossier?.procedures[IDENTITY]).toBeUndefined();
      expect(new Set((await earlier.envelopes(id)).slice(1).map(({ bundle }) => bundle))).toEqual(new Set(['birth@2024-07-01']));
    } finally {
      earlier.close();
    }
  });

  it('pin the version in force at reception, not the one at submission', async () => {
    const summer = new Office(new MemoryEventStore(), instant('2026-08-31T16:59:59Z'));
    try {
      const id = await summer.submitted();
      summer.time.moveTo(instant('2026-08-31T17:00:00Z'));
      const { dossier } = await summer.dossiers.execute(id, receive, by('receive'));
      expect(dossier).toMatchObject({ bundle: 'birth@2026-09-01', definition: bundleOf('2026-09-01').digest });
    } finally {
      summer.close();
    }
  });

  it('are refused where no version is in force', async () => {
    const early = new Office(new MemoryEventStore(), instant('2023-07-09T16:59:59Z'));
    await expect(early.submitted()).rejects.toMatchObject({ code: 'no-version-in-force' });
    early.close();
  });

  describe('of an erased dossier', () => {
    let id: DossierId;
    beforeEach(async () => {
      id = await office.received();
      await office.dossiers.execute(id, { ...complete(id), note: 'Nguyễn Bảo An' }, by('complete'));
      await office.vault.erase(id);
    });

    it('leave a chain that still verifies', async () => {
      const verifier = new ChainVerifier();
      const stored = await office.stored(id);
      expect(stored.map(({ type }) => type)).toEqual(expect.arrayContaining(['DossierSubmitted', 'AgencyStatusReported']));
      expect(stored.map((event) => verifier.check(event))).toEqual(stored.map(() => undefined));
    });

    it.each<[string, () => Pick<Office['dossiers'], 'load'>]>([
      ['an engine that starts anew', () => office.engine()],
      ['the engine that had it in memory', () => office.dossiers],
    ])('show its way without the person, at %s', async (_, engine) => {
      const loaded = await engine().load(id);
      if (!loaded) throw new Error('the dossier is gone');
      const view = dossierView(loaded.dossier, loaded.revision, workflows.get('birth@2026-09-01'), []);
      expect(JSON.parse(JSON.stringify(view))).toMatchObject({
        phase: 'under-way',
        form: { erased: true },
        procedures: [{ procedure: BIRTH, status: 'completed', result: { erased: true }, note: { erased: true } }, {}, {}, {}],
      });
      expect(waitsFor(loaded.dossier)).toHaveLength(3);
      expect(JSON.stringify(view)).not.toMatch(/Nguyễn|079326000123/);
    });

    it('show every step in the history, with the word erased where something personal stood', async () => {
      const history = await new GetHistoryHandler(office.dossiers, office.vault).execute(new GetHistory(id));
      expect(history.map(({ type }) => type)).toEqual(await office.types(id));
      expect(history[0]?.data).toMatchObject({ form: 'erased', channel: 'online' });
      expect(history.find(({ type }) => type === 'AgencyStatusReported')?.data).toMatchObject({ result: 'erased', note: 'erased' });
    });

    it('keep what still comes, without what is personal in it', async () => {
      const handoff = handoffId(id, RESIDENCE);
      await office.dossiers.execute(id, { ...complete(id, RESIDENCE), note: 'Nguyễn Bảo An' }, by('2'));
      const last = (await office.stored(id)).find(({ data }) => String(Buffer.from(data)).includes('permanent-residence is done'));
      expect(String(Buffer.from(last?.data ?? []))).not.toMatch(/Nguyễn|TB-1/);
      const dossier = (await office.engine().load(id))?.dossier;
      expect(dossier && findHandoff(dossier, handoff)).toMatchObject({
        stage: { is: 'settled' },
        report: { status: 'completed', result: ERASED },
      });
    });

    it('leave the engine that wrote them with what one that starts anew reads', async () => {
      await office.dossiers.execute(id, complete(id, RESIDENCE), by('2'));
      expect(await office.dossiers.load(id)).toEqual(await office.engine().load(id));
    });
  });

  it('are decided on what another engine wrote, where an engine is told that it is not alone', async () => {
    const [one, other] = [office.engine(false), office.engine(false)];
    const id = await office.submitted();
    expect((await one.load(id))?.dossier.phase).toBe('submitted');
    await other.execute(id, receive, by('receive'));
    expect(await one.load(id)).toEqual(await office.engine().load(id));
    const reported = await one.execute(id, complete(id), by('complete'));
    expect(reported.events[0]).toMatchObject({ type: 'AgencyStatusReported', data: { standing: 'news' } });
    expect(store.appended.flat().filter((type) => type === 'DossierReceived')).toHaveLength(1);
  });

  it('show the history from a revision on, sealed and without hashes', async () => {
    const id = await office.received();
    const history = new GetHistoryHandler(office.dossiers, office.vault);
    expect((await history.execute(new GetHistory(id, REVISION - 2))).map(({ revision }) => revision)).toEqual([REVISION - 1, REVISION]);
    const [first] = await history.execute(new GetHistory(id));
    expect(first?.data['form']).toBe('sealed');
    expect(first).not.toHaveProperty('previousHash');
    await expect(history.execute(new GetHistory('unheard-of' as DossierId))).rejects.toMatchObject({ code: 'dossier-not-found' });
  });

  it('keep every dossier in a stream of its own', async () => {
    const ids = [await office.submitted(), await office.submitted()];
    const [one, other] = await Promise.all(ids.map((id) => office.stored(id)));
    expect([one, other].map((events) => events?.map(({ type }) => type))).toEqual([['DossierSubmitted'], ['DossierSubmitted']]);
    expect([one?.[0]?.stream, other?.[0]?.stream]).toEqual(ids.map(streamOf));
  });
});
