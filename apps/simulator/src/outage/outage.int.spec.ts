import type { AgencyCode } from '@lienthong/bundle';
import { backlogOf } from './backlog';
import { outageOf } from './day';
import { ask } from './outage-command';
import { plot } from './plot';
import { TEXTS } from './texts';

const QUESTION = { agency: 'justice' as AgencyCode, hours: 2, after: 1, dossiers: 10, seed: 3, tries: 8, longestPause: 20 };

describe('a day on which an agency is down', () => {
  it('lets nothing come to it meanwhile, and all of it afterwards', async () => {
    const { with: day, without, drain } = await ask(QUESTION);
    const { from, to } = outageOf(QUESTION);
    const came = day.passages.flatMap(({ reached }) => reached ?? []);
    expect(came.filter((at) => at > from && at < to)).toEqual([]);
    expect(came.some((at) => at >= to)).toBe(true);
    expect(day.attempts).toBeGreaterThan(without.attempts);
    expect([drain.peak.waiting > 0, drain.drainedMs > 0]).toEqual([true, true]);
    expect(day.late).toBeGreaterThanOrEqual(without.late);
  });

  it('is the same day whenever it is asked about', async () => {
    expect(await ask(QUESTION)).toEqual(await ask(QUESTION));
  });

  it('is drawn and told in both languages', async () => {
    const answer = await ask(QUESTION);
    const outage = outageOf(QUESTION);
    for (const language of ['vi', 'en'] as const) {
      const { title, numbers } = TEXTS[language];
      const svg = plot(backlogOf(answer.with, outage.to), outage, title(QUESTION), language);
      expect(svg).toContain(title(QUESTION));
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.match(/<(\w+)/g)?.length).toBe((svg.match(/<\/(\w+)>/g)?.length ?? 0) + (svg.match(/\/>/g)?.length ?? 0));
      expect(numbers(answer)).toHaveLength(4);
      expect(numbers(answer).join()).not.toMatch(/NaN|undefined/);
    }
  });
});
