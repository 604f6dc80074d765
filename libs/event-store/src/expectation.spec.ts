import type { ExpectedRevision } from './event-store';
import { judge, type StreamTail, type Verdict } from './expectation';

/** A stream whose events have these letters as ids. */
function stream(letters: string): StreamTail {
  return { last: letters.length - 1, idsFrom: (revision, count) => [...letters.slice(revision, revision + count)] };
}

const write: Verdict = { kind: 'write' };
const conflict: Verdict = { kind: 'conflict' };
const known = (revision: number): Verdict => ({ kind: 'known', revision });

describe('the verdict on an append', () => {
  it.each<[stored: string, expected: ExpectedRevision, batch: string, Verdict]>([
    ['', 'none', 'ab', write],
    ['', 'any', 'ab', write],
    ['', 'exists', 'ab', conflict],
    ['', 0, 'ab', conflict],
    ['ab', 1, 'cd', write],
    ['ab', 'any', 'cd', write],
    ['ab', 'exists', 'cd', write],
    ['ab', 'none', 'cd', conflict],
    ['ab', 0, 'cd', conflict],
    ['ab', 5, 'cd', conflict],
    ['abcd', 1, 'cd', known(3)],
    ['abcdef', 1, 'cd', known(3)],
    ['abcd', 'none', 'ab', known(1)],
    ['abcd', 'any', 'cd', known(3)],
    ['abcd', 'exists', 'abcd', known(3)],
    ['abc', 1, 'cd', conflict],
    ['abc', 'any', 'cd', conflict],
    ['abc', 'exists', 'bcd', conflict],
    ['abcd', 'any', 'xd', conflict],
    ['abcd', 1, 'dc', conflict],
    ['', 'any', '', known(-1)],
    ['ab', 1, '', known(1)],
    ['ab', 0, '', conflict],
    ['', 'exists', '', conflict],
  ])('stored "%s", expected %s, batch "%s"', (stored, expected, batch, verdict) => {
    expect(judge(expected, { count: batch.length, ids: () => [...batch] }, stream(stored))).toEqual(verdict);
  });
});
