import { openPayments, openSupplements, type DossierEvent } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import type { StatusSource } from './derive';
import { channelStatuses } from './linked-channel/channel-messages';
import { portalStatuses } from './portal/portal-messages';
import type { Fact } from './status-message';
import { anything, BIRTH, DOSSIER, facts } from './testing/facts';
import { histories } from './testing/histories';

// The orders once more, in another form than the code has them: as what must never be seen.

/** Whether a portal may see this: each rule says what must never be there. */
function isLegalOnThePortal(told: readonly number[]): boolean {
  const pairs = told.slice(1).map((status, at) => [told[at], status]);
  const before = (status: number, other: number) => told.includes(other) && told.indexOf(other) < told.indexOf(status);
  return (
    (told[0] ?? 1) === 1 &&
    [1, 2, 3, 9, 10].every((once) => told.indexOf(once) === told.lastIndexOf(once)) &&
    [3, 10].every((end) => !told.includes(end) || told.at(-1) === end) &&
    [4, 9].every((status) => !told.includes(status) || before(status, 2)) &&
    !(told.includes(3) && told.includes(2)) &&
    pairs.every(([first, second]) => first !== second) &&
    pairs.every(([first, second]) => second !== 10 || first === 8 || first === 9) &&
    pairs.every(([first, second]) => first !== 9 || second === 10) &&
    pairs.every(([first, second]) => first !== 8 || second === 4 || second === 9 || second === 10)
  );
}

/** Whether a channel gets 1 → 3 → 7 → 4 → 5 in this order, each once, and nothing after the end. */
function isLegalOnTheChannel(told: readonly number[]): boolean {
  const line = told.filter((status) => [1, 3, 7, 4, 5].includes(status));
  const inOrder = [1, 3, 7, 4, 5].slice(0, line.length).join() === line.join();
  const end = told.findIndex((status) => status === 5 || status === 6);
  const asides = told.every((status, at) => ![2, 6].includes(status) || (told.slice(0, at).includes(1) && !told.slice(0, at).includes(4)));
  return inOrder && asides && (end < 0 || end === told.length - 1);
}

describe.each([
  ['the portal', portalStatuses],
  ['the channel', channelStatuses],
])('the messages for %s', (_, { messages, begin }) => {
  it('follow from the log alone, and more events only add to them', () =>
    fc.assert(
      fc.property(anything, fc.nat(40), (happened, some) => {
        const all = messages(DOSSIER, facts(happened));
        const early = messages(DOSSIER, facts(happened.slice(0, some)));
        expect(all.slice(0, early.length)).toEqual(early);
        expect(messages(DOSSIER, facts(happened))).toEqual(all);
      }),
    ));

  it('are the same whether its events are read at once or as they come', () =>
    fc.assert(
      fc.property(anything, fc.nat(40), (happened, some) => {
        const all = facts(happened);
        const derivation = begin(DOSSIER);
        for (const part of [all.slice(0, some), all.slice(some, some + 1), all.slice(some + 1)]) derivation.add(part);
        expect(derivation.messages).toEqual(messages(DOSSIER, all));
      }),
    ));

  it('are numbered 1, 2, 3 …', () =>
    fc.assert(
      fc.property(anything, (happened) => {
        const told = messages(DOSSIER, facts(happened));
        expect(told.map(({ number }) => number)).toEqual(told.map((_message, at) => at + 1));
      }),
    ));

  it('hold nothing of a form', () =>
    fc.assert(fc.property(anything, (happened) => expect(JSON.stringify(messages(DOSSIER, facts(happened)))).not.toContain('Nguyễn'))));
});

describe('a wrong order', () => {
  it('never reaches the portal, whatever happened', () =>
    fc.assert(
      fc.property(anything, (happened) => {
        const told = portalStatuses.messages(DOSSIER, facts(happened)).map(({ status }) => status);
        expect(isLegalOnThePortal(told)).toBe(true);
      }),
      { numRuns: 1_000 },
    ));

  it('never reaches the channel, whatever happened', () =>
    fc.assert(
      fc.property(anything, (happened) => {
        const told = channelStatuses.messages(DOSSIER, facts(happened)).map(({ status }) => status);
        expect(isLegalOnTheChannel(told)).toBe(true);
      }),
      { numRuns: 1_000 },
    ));
});

const told = (source: StatusSource, happened: readonly Fact[]): readonly number[] =>
  source.messages(DOSSIER, happened).map(({ status }) => status);

/** What was recorded of one kind. */
const recorded = (happened: readonly Fact[], type: DossierEvent['type']): readonly DossierEvent[] =>
  happened.flatMap(({ event }) => (event.type === type ? [event] : []));

describe('whatever a dossier lives through', () => {
  it('the portal sees it wait for the citizen exactly as long as it does', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened, dossier }) => {
        const last = told(portalStatuses, happened).at(-1);
        const supplements = dossier ? openSupplements(dossier).length : 0;
        const payments = dossier ? openPayments(dossier).length : 0;
        if (dossier?.phase === 'under-way') expect([5, 6].includes(last ?? 0)).toBe(supplements + payments > 0);
        // Before the reception there is no status that says that it goes on.
        if (dossier?.phase === 'submitted') return;
        if (last === 5) expect(supplements).toBeGreaterThan(0);
        if (last === 6) expect(payments).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    ));

  it('the portal sees its end: declined 3, withdrawn 7 or 8, stopped 8, processed 9, results out 10', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened, dossier }) => {
        const statuses = told(portalStatuses, happened);
        const last = statuses.at(-1) ?? 0;
        const declined = dossier?.outcome === 'declined';
        expect(last === 3).toBe(declined);
        expect(last === 10).toBe(dossier?.phase === 'returned');
        if (dossier?.outcome === 'withdrawn') expect([7, 8]).toContain(last);
        if (dossier?.outcome === 'stopped') expect(statuses).toContain(8);
        if (dossier?.phase === 'completed' && dossier.outcome !== 'stopped') expect(last).toBe(9);
      }),
      { numRuns: 500 },
    ));

  it('a demand is told once, however many events it took to ask', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened }) => {
        const asked = recorded(happened, 'SupplementRequested').length;
        const paid = recorded(happened, 'PaymentRequested').length;
        const statuses = told(portalStatuses, happened);
        // It is shown again where another demand was shown before it and is met first.
        expect(statuses.filter((status) => status === 5).length).toBeLessThanOrEqual(asked + paid);
        const ofLeg = recorded(happened, 'SupplementRequested').filter(
          (event) => event.type === 'SupplementRequested' && (event.data.procedure ?? BIRTH) === BIRTH,
        );
        expect(told(channelStatuses, happened).filter((status) => status === 2)).toHaveLength(ofLeg.length);
      }),
      { numRuns: 500 },
    ));

  it('the channel hears until when each supplement may come, and both hear what is promised', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened }) => {
        for (const { status, respondBy } of channelStatuses.messages(DOSSIER, happened)) expect(respondBy !== undefined).toBe(status === 2);
        for (const message of [...portalStatuses.messages(DOSSIER, happened), ...channelStatuses.messages(DOSSIER, happened)]) {
          expect(message.legalEnd !== undefined).toBe(message.start !== undefined);
          expect(message.appointment !== undefined).toBe(message.start !== undefined);
          expect(message.formerAppointment).not.toBe(message.appointment ?? 'none');
        }
      }),
      { numRuns: 300 },
    ));

  it('the orders are kept, and no text of a person gets out', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened }) => {
        expect(isLegalOnThePortal(told(portalStatuses, happened))).toBe(true);
        expect(isLegalOnTheChannel(told(channelStatuses, happened))).toBe(true);
        const all = [portalStatuses, channelStatuses].flatMap((source) => source.messages(DOSSIER, happened));
        expect(JSON.stringify(all)).not.toMatch(/đổi ý|quá tải|Nguyễn|ghi nhầm/);
      }),
      { numRuns: 500 },
    ));

  it('follows from the types of events that a source names', () =>
    fc.assert(
      fc.property(histories, ({ facts: happened }) => {
        for (const source of [portalStatuses, channelStatuses]) {
          const read = happened.filter(({ event }) => source.types.includes(event.type));
          expect(source.messages(DOSSIER, read)).toEqual(source.messages(DOSSIER, happened));
        }
      }),
      { numRuns: 200 },
    ));
});
