import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { PROBLEMS, type ProblemText } from './problems';

const page = readFileSync(join(projectRoot(), 'docs/integrator.md'), 'utf8');
const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

describe('the problems of the API', () => {
  it.each(Object.entries<ProblemText>(PROBLEMS))(
    '%s says in both languages what is wrong and what to do, and stands in the manual',
    (code, problem) => {
      const { status, title, cure } = problem;
      for (const text of [title.vi, title.en, cure.vi, cure.en]) expect(text).toMatch(/^\S.{5,}$/);
      expect(holes(cure.vi)).toEqual(holes(cure.en));
      const [, stated, titled] = new RegExp(`^\\| \`${code}\` +\\| (\\d+) +\\| (.*?) +\\|`, 'm').exec(page) ?? [];
      expect([Number(stated), titled]).toEqual([status, title.en]);
    },
  );

  it.each(Object.entries<ProblemText>(PROBLEMS).filter(([, { status }]) => status === 503))(
    '%s says when to try again',
    (_, { retryAfter }) => expect(retryAfter).toBeGreaterThan(0),
  );
});
