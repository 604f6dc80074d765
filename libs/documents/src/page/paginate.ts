import type { Atom } from './atom';

export interface Placed {
  readonly atom: Atom;
  /** From the top of the text area, in points. */
  readonly top: number;
}

/**
 * Fills pages of a height with atoms. Atoms that must stand together go to the next page together, unless even an empty page
 * is too small for them.
 */
export function paginate(atoms: readonly Atom[], height: number): readonly (readonly Placed[])[] {
  const pages = new Pages(height);
  for (const group of groups(atoms)) pages.place(group);
  return pages.all;
}

class Pages {
  readonly all: Placed[][] = [[]];
  private used = 0;

  constructor(private readonly height: number) {}

  place(group: readonly Atom[]): void {
    if (!this.hasRoomFor(group)) this.turn();
    for (const atom of group) {
      if (!this.hasRoomFor([atom])) this.turn();
      if (this.used === 0 && atom.header) this.put(atom.header);
      this.put(atom);
    }
  }

  private hasRoomFor(group: readonly Atom[]): boolean {
    const needed = group.reduce((sum, { above, height }) => sum + above + height, 0);
    return this.used === 0 || this.used + needed <= this.height;
  }

  private put(atom: Atom): void {
    const top = this.used === 0 ? 0 : this.used + atom.above;
    this.all.at(-1)?.push({ atom, top });
    this.used = top + atom.height;
  }

  private turn(): void {
    this.all.push([]);
    this.used = 0;
  }
}

function groups(atoms: readonly Atom[]): Atom[][] {
  const all: Atom[][] = [[]];
  for (const atom of atoms) {
    all.at(-1)?.push(atom);
    if (!atom.introduces) all.push([]);
  }
  return all.filter((group) => group.length > 0);
}
