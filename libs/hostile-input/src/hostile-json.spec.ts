import fc from 'fast-check';
import { hostileJson } from './hostile-json';
import { inRuns } from './in-runs';

const EXAMPLE = { name: 'Nguyễn Bảo An', list: [1, { a: null }], deep: { deeper: { deepest: true } } };

describe('hostile JSON', () => {
  it('can be parsed, so that what it says is reached', () =>
    fc.assert(
      fc.property(hostileJson(EXAMPLE), (text) => {
        JSON.parse(text);
      }),
      inRuns(300),
    ));

  it('reaches every part of the example, and leaves the others as they were', () => {
    const samples = fc.sample(hostileJson(EXAMPLE), inRuns(300));
    expect(samples.filter((text) => text.includes('"name":"Nguyễn Bảo An"')).length).toBeGreaterThan(100);
    expect(samples.some((text) => !text.includes('"deepest":true'))).toBe(true);
    expect(samples.some((text) => /"__proto__":/.test(text))).toBe(true);
    expect(new Set(samples).size).toBeGreaterThan(150);
  });

  it('is the same in every run', () => {
    expect(fc.sample(hostileJson(EXAMPLE), inRuns(20))).toEqual(fc.sample(hostileJson(EXAMPLE), inRuns(20)));
  });
});
