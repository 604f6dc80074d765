import { eventMatcher } from './event-matcher';

describe('the filter of events', () => {
  it('is none when nothing is asked for', () => {
    expect([eventMatcher(undefined), eventMatcher({})]).toEqual([undefined, undefined]);
  });

  it('asks for one of the prefixes and one of the types; what is absent passes, what is empty does not', () => {
    const matcher = eventMatcher({ streamPrefixes: ['dossier-', 'messages-'] });
    expect(['dossier-1', 'messages-x', 'dossiers-1'].map((name) => matcher?.stream(name))).toEqual([true, true, false]);
    expect(matcher?.type('Anything')).toBe(true);
    const typed = eventMatcher({ types: ['Opened'] });
    expect([typed?.stream('any-1'), typed?.type('Opened'), typed?.type('Open')]).toEqual([true, true, false]);
    expect(eventMatcher({ streamPrefixes: [] })?.stream('any-1')).toBe(false);
  });
});
