import type { Atom } from './atom';
import { paginate } from './paginate';

interface Named extends Atom {
  readonly name: string;
}

const atom = (name: string, height: number, more: Partial<Atom> = {}): Named => ({
  name,
  height,
  above: 0,
  introduces: false,
  draw: () => undefined,
  ...more,
});
const pages = (atoms: readonly Atom[]): string[] =>
  paginate(atoms, 100).map((page) => page.map(({ atom: each, top }) => `${(each as Named).name}@${top}`).join(' '));

describe('pages', () => {
  it('are filled from the top', () => {
    expect(pages([atom('a', 40), atom('b', 60), atom('c', 10)])).toEqual(['a@0 b@40', 'c@0']);
  });

  it('are one even when there is nothing', () => {
    expect(pages([])).toEqual(['']);
  });

  it('keep space above a part, but not at their top', () => {
    const spaced = { above: 10 };
    expect(pages([atom('a', 40, spaced), atom('b', 50, spaced), atom('c', 20, spaced)])).toEqual(['a@0 b@50', 'c@0']);
  });

  it('turn before what must stand together', () => {
    expect(pages([atom('a', 70), atom('b', 20, { introduces: true }), atom('c', 20)])).toEqual(['a@0', 'b@0 c@20']);
  });

  it('divide what must stand together when it is higher than a page', () => {
    const glued = { introduces: true };
    expect(pages([atom('a', 10), atom('b', 60, glued), atom('c', 60, glued), atom('d', 20)])).toEqual(['a@0', 'b@0', 'c@0 d@60']);
  });

  it('begin with the titles of the table that goes on', () => {
    const header = atom('titles', 20, { introduces: true });
    const row = (name: string): Atom => atom(name, 35, { header });
    expect(pages([header, row('1'), row('2'), row('3'), atom('end', 10)])).toEqual(['titles@0 1@20 2@55', 'titles@0 3@20 end@55']);
  });

  it('let a part stick out that is higher than any page, rather than lose it', () => {
    expect(pages([atom('a', 10), atom('b', 130), atom('c', 10)])).toEqual(['a@0', 'b@0', 'c@0']);
  });
});
