import { randomUUID } from 'node:crypto';
import type { Instant } from '@lienthong/calendar';
import type { Dossiers } from '@lienthong/dossier';
import { CommandRejected, dossierOfHandoff, nextStep, type Form, type HandoffId } from '@lienthong/dossier/domain';
import { LogWriteFailed, OutcomeUnknown } from '@lienthong/event-store';
import fc from 'fast-check';
import type { HandoffWorker } from './handoff-worker';
import { Inbox } from './inbox';
import { ReportRecorder } from './report-recorder';
import { CERTIFICATE, Exchange, FORM, JUSTICE, POLICY } from './testing/exchange';
import { DISKS, FailingStore, type Disk } from './testing/failing-store';
import { EngineGone, MOODS, WilfulAgency, type Mood, type Word } from './testing/wilful-agency';

const PROGRESS: readonly Word[] = [
  { message: 'm1', status: 'received' },
  { message: 'm2', status: 'in-process' },
];
const DECISIONS = {
  completed: [{ message: 'm3', status: 'completed', result: { ...CERTIFICATE, personalId: '079326000123' } }],
  'completed, the personal ID later': [
    { message: 'm3', status: 'completed', result: CERTIFICATE },
    { message: 'm4', status: 'completed', result: { ...CERTIFICATE, personalId: '079326000123' } },
  ],
  refused: [{ message: 'm3', status: 'refused' }],
} as const satisfies Record<string, readonly Word[]>;

type Decision = keyof typeof DECISIONS;

interface Happening {
  readonly what: 'perform' | 'callback' | 'time' | 'release' | 'correct' | 'restart';
  /** Chooses among the possibilities. */
  readonly pick: number;
}

interface Story {
  readonly decision: Decision;
  readonly moods: readonly Mood[];
  readonly disk: readonly Disk[];
  /** One after the other; what stands together happens at the same time. */
  readonly happenings: readonly (readonly Happening[])[];
}

interface Engine {
  readonly dossiers: Dossiers;
  readonly worker: HandoffWorker;
  readonly inbox: Inbox;
}

interface Ended {
  readonly handoff: HandoffId;
  readonly agency: WilfulAgency;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom<Happening['what'][]>('perform', 'perform', 'perform', 'callback', 'time', 'release', 'correct', 'restart'),
  pick: fc.nat(100),
});
const stories: fc.Arbitrary<Story> = fc.record({
  decision: fc.constantFrom<Decision[]>('completed', 'completed, the personal ID later', 'refused'),
  moods: fc.array(fc.constantFrom(...MOODS), { maxLength: 20 }),
  disk: fc.array(fc.constantFrom<Disk[]>('well', 'well', 'well', ...DISKS), { maxLength: 60 }),
  happenings: fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { maxLength: 15 }),
});

/** So many steps are enough for any handoff and the notices about it, once all is well. */
const MOST_STEPS = 60;

/** Failures of the disk and the death of an engine are part of the story, and so is a release of what is not parked. */
const isExpected = (error: unknown): boolean =>
  [LogWriteFailed, OutcomeUnknown, EngineGone, CommandRejected].some((kind) => error instanceof kind);

function expected(error: unknown): void {
  if (!isExpected(error)) throw error;
}

describe('whatever the agency, the disk and the order of things do', () => {
  const store = new FailingStore();
  let exchange: Exchange;
  beforeEach(() => (exchange = new Exchange(store)));
  afterEach(() => exchange.close());

  /** Lives a story, then lets all be well until nothing more is to be done. */
  async function live({ decision, moods, disk, happenings: story }: Story, scheduler: fc.Scheduler): Promise<Ended> {
    const handoff = await exchange.received();
    let turn = (): Promise<unknown> => scheduler.schedule(Promise.resolve());
    const agency = new WilfulAgency(JUSTICE, [...PROGRESS, ...DECISIONS[decision]], moods, () => turn());
    exchange.gateways.set(JUSTICE, agency);
    store.begin(disk, () => turn());
    let engine = start();
    for (const together of story) {
      const happening = together.map((one) => happen(one, engine, handoff, agency).catch(expected));
      await scheduler.waitFor(Promise.all(happening));
      await scheduler.waitIdle();
      if (together.some(({ what }) => what === 'restart')) engine = start();
    }
    turn = () => Promise.resolve();
    store.begin([]);
    agency.calmDown();
    await finish(handoff, engine);
    return { handoff, agency };
  }

  /** An engine that knows nothing but the log. */
  function start(): Engine {
    const dossiers = exchange.engine();
    const recorder = new ReportRecorder(dossiers, exchange.archive, exchange.quarantine);
    const inbox = new Inbox(exchange.gateways, recorder, exchange.quarantine);
    return { dossiers, worker: exchange.workerOf(dossiers, recorder), inbox };
  }

  async function happen({ what, pick }: Happening, engine: Engine, handoff: HandoffId, agency: WilfulAgency): Promise<void> {
    if (what === 'perform') await engine.worker.perform({ agency: JUSTICE, handoffs: await withNotices(handoff) });
    if (what === 'correct') await correct(handoff, engine, `09${String(pick).padStart(8, '0')}`);
    if (what === 'time') exchange.pass(pick * 1_000);
    if (what === 'release') await release(handoff, engine);
    const message = what === 'callback' && agency.message(handoff, pick);
    if (message) await engine.inbox.accept(JUSTICE, message);
  }

  async function finish(handoff: HandoffId, engine: Engine): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step++) {
      const handoffs = await withNotices(handoff);
      const all = await Promise.all(handoffs.map((id) => exchange.handoff(id)));
      for (const { id } of all.filter(({ stage }) => stage.is === 'parked')) await release(id, engine);
      const next = await nextMoment(handoffs);
      if (next === undefined) return;
      if (next > exchange.time.now()) exchange.time.moveTo(next);
      await engine.worker.perform({ agency: JUSTICE, handoffs });
    }
    throw new Error(`after ${MOST_STEPS} steps something is still to be done: ${JSON.stringify(await exchange.handoff(handoff))}`);
  }

  /** As the board would tell it: what was put off is not due before that. */
  async function nextMoment(handoffs: readonly HandoffId[]): Promise<Instant | undefined> {
    const due = handoffs.map(async (id) => {
      const next = nextStep(await exchange.handoff(id), POLICY)?.at;
      const putOff = exchange.postponed.findLast(({ handoff }) => handoff === id)?.until as Instant | undefined;
      return next && putOff && putOff > next ? putOff : next;
    });
    return (await Promise.all(due)).filter((at) => at !== undefined).sort()[0];
  }

  /** The handoff, and the notices about it. */
  async function withNotices(handoff: HandoffId): Promise<HandoffId[]> {
    const loaded = await exchange.engine().load(dossierOfHandoff(handoff));
    return Object.values(loaded?.dossier.handoffs ?? {}).flatMap(({ id, agency }) => (agency === JUSTICE ? [id] : []));
  }

  async function correct(handoff: HandoffId, { dossiers }: Engine, phone: string): Promise<void> {
    const requester = { ...(FORM['requester'] as object), phone };
    const command = { type: 'CorrectDossier', form: { ...FORM, requester }, reason: 'misread' } as const;
    const officer = { kind: 'officer', id: 'tran.thi.b' } as const;
    await dossiers.execute(dossierOfHandoff(handoff), command, { commandId: randomUUID(), actor: officer });
  }

  async function release(handoff: HandoffId, { dossiers }: Engine): Promise<void> {
    const operator = { kind: 'operator', id: 'operator' } as const;
    const command = { type: 'ReleaseHandoff', handoff, reason: 'looked at' } as const;
    await dossiers.execute(dossierOfHandoff(handoff), command, { commandId: randomUUID(), actor: operator });
  }

  const holds = (property: (story: Story, ended: Ended) => Promise<void>, numRuns = 200): Promise<void> =>
    fc.assert(
      fc.asyncProperty(stories, fc.scheduler(), async (story, scheduler) => property(story, await live(story, scheduler))),
      { numRuns },
    );

  it('ends as the agency decided, and the agency takes each handoff in once', () =>
    holds(async ({ decision }, { handoff, agency }) => {
      const { report, awaiting } = await exchange.handoff(handoff);
      expect({ ends: report?.status, awaiting }).toEqual({ ends: decision === 'refused' ? 'refused' : 'completed', awaiting: [] });
      expect(Object.fromEntries(agency.taken)).toEqual(Object.fromEntries((await withNotices(handoff)).map((id) => [id, 1])));
      expect((await exchange.engine().load(dossierOfHandoff(handoff)))?.dossier.contradictions).toEqual([]);
    }));

  it('leaves the agency with what the dossier says in the end', () =>
    holds(async (_, { handoff, agency }) => {
      const { form } = (await exchange.engine().load(dossierOfHandoff(handoff)))?.dossier ?? {};
      const { phone } = (form as Form)['requester'] as { phone: string };
      expect(String(agency.knows)).toContain(phone);
    }));

  it('keeps the exact bytes of all that the events cite', () =>
    holds(async (_, { handoff }) => {
      const kept = new Set<string>();
      for await (const { sha256 } of exchange.archive.messages(dossierOfHandoff(handoff))) kept.add(sha256);
      for await (const { received } of exchange.quarantine.list(Number.MAX_SAFE_INTEGER)) kept.add(received);
      const cited = (await exchange.recorded(handoff)).flatMap(({ data }) => [
        ...('sent' in data && data.sent ? [data.sent] : []),
        ...('received' in data && data.received ? [data.received] : []),
      ]);
      expect(cited.filter((hash) => !kept.has(hash))).toEqual([]);
    }));

  it('meets no surprise but those of the disk and of a dying engine', () =>
    holds(async () => {
      expect(exchange.surprises.splice(0).filter(([, error]) => !isExpected(error))).toEqual([]);
    }));
});
