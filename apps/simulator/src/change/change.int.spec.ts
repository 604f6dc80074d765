import type { LocalDate } from '@lienthong/calendar';
import { WORKFLOWS } from '../people/casebook';
import { ask, type ChangeAnswer } from './ask';
import { named, versionAmong } from './other-definition';
import { plot } from './plot';
import { lines } from './texts';
import { filedInYear } from './year';

const SEED = 1;
const filed = filedInYear(WORKFLOWS, { code: 'birth', year: 2023, dossiers: 6, seed: SEED });
const other = (ref: string) => versionAmong(WORKFLOWS, named(ref), '2023-12-31' as LocalDate);
const played = (ref: string): Promise<ChangeAnswer> => ask(filed, SEED, WORKFLOWS, other(ref));

describe('dossiers of a year, played under another definition', () => {
  it('take less time once two agencies work at the same time', async () => {
    const { from, to, dossiers, before, after, later, earlier, played: all } = await played('birth@next');
    expect([from, to, dossiers]).toEqual([['birth@2023-07-10'], 'birth@2024-07-01', 6]);
    expect(later).toBe(0);
    expect(earlier).toBeGreaterThan(0);
    expect(after.worked.median).toBeLessThan(before.worked.median);
    expect(new Set(all.after.map(({ bundle }) => bundle))).toEqual(new Set(['birth@2024-07-01']));
  });

  it('are the same under the same definition, whenever they are played', async () => {
    const same = await played('birth@2023-07-10');
    expect(same).toMatchObject({ later: 0, earlier: 0, otherwise: 0, examples: [], leftOut: 0 });
    expect(same.played.after).toEqual(same.played.before);
    expect(await played('birth@2023-07-10')).toEqual(same);
  });

  it('are left out where the other definition would not take their form, and it says which fields', async () => {
    const [first, ...others] = filed;
    if (!first) throw new Error('nobody filed');
    const { child: _, ...form } = first.submission.form as Record<string, unknown>;
    const without = { ...first, submission: { ...first.submission, form } };
    expect(await ask([without, ...others], SEED, WORKFLOWS, other('birth@next'))).toMatchObject({
      dossiers: 5,
      leftOut: 1,
      misfits: ['/form/child'],
    });
    await expect(ask([without], SEED, WORKFLOWS, other('birth@next'))).rejects.toMatchObject({ code: 'nothing-fits' });
  });

  it('are drawn and told in both languages', async () => {
    const answer = await played('birth@next');
    for (const language of ['vi', 'en'] as const) {
      expect(lines(answer, language).join('\n')).not.toMatch(/NaN|undefined/);
      const svg = plot(answer, language);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.match(/<(\w+)/g)?.length).toBe((svg.match(/<\/(\w+)>/g)?.length ?? 0) + (svg.match(/\/>/g)?.length ?? 0));
    }
    expect(lines(answer, 'vi')[0]).toBe('6 hồ sơ của birth@2023-07-10, phát lại theo birth@2024-07-01');
  });
});
