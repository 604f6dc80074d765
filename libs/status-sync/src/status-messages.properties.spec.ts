import fc from 'fast-check';
import { channelStatuses } from './linked-channel/channel-messages';
import { portalStatuses } from './portal/portal-messages';
import { anything, DOSSIER, facts } from './testing/facts';

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
  ['the portal', portalStatuses.messages],
  ['the channel', channelStatuses.messages],
])('the messages for %s', (_, messages) => {
  it('follow from the log alone, and more events only add to them', () =>
    fc.assert(
      fc.property(anything, fc.nat(40), (happened, some) => {
        const all = messages(DOSSIER, facts(happened));
        const early = messages(DOSSIER, facts(happened.slice(0, some)));
        expect(all.slice(0, early.length)).toEqual(early);
        expect(messages(DOSSIER, facts(happened))).toEqual(all);
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
