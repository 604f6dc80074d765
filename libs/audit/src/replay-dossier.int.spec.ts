import type { Bundle, BundleRef } from '@lienthong/bundle';
import type { RecordedEvent } from '@lienthong/dossier';
import { handoffId, type DossierId } from '@lienthong/dossier/domain';
import { MemoryEventStore } from '@lienthong/event-store';
import { replayDossier } from './replay-dossier';
import { BIRTH, CERTIFICATE, Desk, HASH, IDENTITY, INSURANCE, RESIDENCE, workflows } from './testing/desk';

describe('replaying a dossier', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk().use(new MemoryEventStore());
  });
  afterEach(() => desk.close());

  const definitionOf = (ref: BundleRef): Bundle | undefined => workflows.get(ref);
  const replay = async (id: DossierId, history?: RecordedEvent[]) => replayDossier(id, history ?? (await desk.history(id)), definitionOf);

  const stories: Record<string, () => Promise<DossierId>> = {
    async 'the chain of 2023'() {
      const id = await desk.received('2023-07-10');
      await desk.report(id, BIRTH, 'completed', CERTIFICATE);
      await desk.report(id, RESIDENCE, 'completed', {});
      await desk.report(id, INSURANCE, 'completed', {});
      return id;
    },
    async 'a residence that is refused in 2023, so that the card takes another address'() {
      const id = await desk.received('2023-07-10');
      await desk.report(id, BIRTH, 'completed', CERTIFICATE);
      await desk.report(id, RESIDENCE, 'refused');
      await desk.report(id, INSURANCE, 'refused');
      return id;
    },
    async 'a gate that is refused'() {
      const id = await desk.received('2024-07-01');
      await desk.report(id, BIRTH, 'refused');
      return id;
    },
    async 'a personal ID that comes later'() {
      const id = await desk.received('2026-09-01');
      await desk.report(id, BIRTH, 'in-process');
      await desk.report(id, BIRTH, 'completed', CERTIFICATE);
      await desk.report(id, INSURANCE, 'completed', {});
      await desk.report(id, BIRTH, 'completed', { ...CERTIFICATE, personalId: '079326000123' });
      await desk.report(id, IDENTITY, 'completed', {});
      await desk.report(id, RESIDENCE, 'refused');
      await desk.report(id, RESIDENCE, 'completed', {});
      return id;
    },
    async 'a handoff that is parked, released and overdue'() {
      const id = await desk.received();
      const handoff = handoffId(id, BIRTH);
      const failure = { outcome: 'not-processed', code: 'maintenance', detail: 'closed' } as const;
      await desk.do(id, { type: 'AttemptHandoff', handoff, sent: HASH });
      await desk.do(id, { type: 'RecordAttemptFailure', handoff, attempt: 1, failure });
      await desk.do(id, { type: 'ReleaseHandoff', handoff, reason: 'over' });
      for (let hour = 0; hour < 5; hour++) await desk.do(id, { type: 'ExpireAcknowledgement', handoff });
      return id;
    },
  };

  it.each(Object.entries(stories))('decides the same again: %s', async (_, story) => {
    const id = await story();
    const history = await desk.history(id);
    expect(await replay(id)).toEqual({
      dossier: id,
      verdict: 'equal',
      events: history.length,
      appends: new Set(history.map(({ metadata }) => metadata.commandId)).size,
      decisions: history.filter(({ metadata }) => metadata.decidedBy === 'saga').length,
      differences: [],
      definitionChanged: false,
    });
  });

  describe('tells where the stream differs', () => {
    let id: DossierId;
    let history: RecordedEvent[];
    let started: number;
    /** Where the agency's word is, upon which all that follows was decided. */
    let word: number;
    let decisions: number;
    beforeEach(async () => {
      id = await desk.received('2024-07-01');
      await desk.report(id, BIRTH, 'completed', CERTIFICATE);
      history = await desk.history(id);
      started = history.findIndex(({ event }) => event.type === 'ProcedureStarted' && event.data.procedure === INSURANCE);
      word = history.findIndex(({ event }) => event.type === 'AgencyStatusReported');
      decisions = history.length - word - 1;
    });

    it('when a decision was changed', async () => {
      const [entry] = history.slice(started);
      if (entry?.event.type !== 'ProcedureStarted') throw new Error('no decision to change');
      const choices = { cardAddress: { option: 'mother', why: { vi: '', en: '' } } };
      history[started] = { ...entry, event: { type: 'ProcedureStarted', data: { ...entry.event.data, choices } } };
      const { verdict, differences } = await replay(id, history);
      expect(verdict).toBe('differs');
      const found = differences.map(({ revision, recorded, decided }) => [revision, recorded.length, decided.length]);
      expect(found).toEqual([[word, decisions, decisions]]);
    });

    it('when a decision is missing', async () => {
      history.splice(started, 2);
      expect(await replay(id, history)).toMatchObject({
        verdict: 'differs',
        differences: [{ recorded: { length: decisions - 2 }, decided: { length: decisions } }],
      });
    });

    it('when a fact was changed on which a decision rests', async () => {
      const entry = history[word];
      if (entry?.event.type !== 'AgencyStatusReported') throw new Error('no fact to change');
      history[word] = { ...entry, event: { type: 'AgencyStatusReported', data: { ...entry.event.data, status: 'refused' } } };
      expect((await replay(id, history)).verdict).toBe('differs');
    });

    it('when the definition is another text now, and whether that changes a decision', () => {
      const pinned = workflows.get('birth@2024-07-01') as Bundle;
      const reworded: Bundle = { ...pinned, digest: 'b'.repeat(64) };
      expect(replayDossier(id, history, () => reworded)).toMatchObject({ verdict: 'equal', definitionChanged: true });
      const reordered: Bundle = { ...reworded, procedures: [...pinned.procedures].reverse() };
      expect(replayDossier(id, history, () => reordered)).toMatchObject({ verdict: 'differs', definitionChanged: true });
    });
  });

  it('cannot replay without the pinned definition', async () => {
    const id = await desk.received();
    const history = await desk.history(id);
    expect(() => replayDossier(id, history, () => undefined)).toThrow(/birth@2026-09-01, which is not in workflows/);
  });

  it('does not call it a difference when what decided is erased', async () => {
    const id = await desk.received();
    await desk.report(id, BIRTH, 'completed', { ...CERTIFICATE, personalId: '079326000123' });
    await desk.vault.erase(id);
    expect(await replay(id)).toMatchObject({ verdict: 'erased', differences: [{}] });
  });

  it('still calls decisions equal that rest on nothing erased', async () => {
    const id = await desk.received();
    await desk.report(id, BIRTH, 'refused');
    await desk.vault.erase(id);
    expect((await replay(id)).verdict).toBe('equal');
  });
});
