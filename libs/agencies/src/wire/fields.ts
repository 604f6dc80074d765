import { isPartialDate } from '@lienthong/calendar';
import { Unmappable } from '@lienthong/handoff';
import { tidy } from './text';

/** Reads a payload field by field. Whatever is missing or of another kind throws `Unmappable` with its JSON Pointer (RFC 6901). */
export class Fields {
  private constructor(
    private readonly members: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  static of(payload: unknown, path = ''): Fields {
    if (payload === null || typeof payload !== 'object' || Array.isArray(payload)) throw new Unmappable(`${path || '/'} is not an object`);
    return new Fields(payload as Record<string, unknown>, path);
  }

  has(name: string): boolean {
    const value = this.members[name];
    return value !== undefined && value !== null && value !== '';
  }

  object(name: string): Fields {
    return Fields.of(this.members[name], `${this.path}/${name}`);
  }

  /** `read` on the member, if there is one. */
  optional<T>(name: string, read: (member: Fields) => T): T | undefined {
    return this.has(name) ? read(this.object(name)) : undefined;
  }

  text(name: string): string {
    const value = this.members[name];
    if (typeof value !== 'string' || tidy(value) === '') throw this.wrong(name, 'is not a text');
    return tidy(value);
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  integer(name: string): number {
    const value = this.members[name];
    if (!Number.isSafeInteger(value)) throw this.wrong(name, 'is not a whole number');
    return value as number;
  }

  boolean(name: string): boolean {
    const value = this.members[name];
    if (typeof value !== 'boolean') throw this.wrong(name, 'is not true or false');
    return value;
  }

  /** `read` on every entry of a list of objects. */
  list<T>(name: string, read: (entry: Fields) => T): readonly T[] {
    const value = this.members[name];
    if (!Array.isArray(value)) throw this.wrong(name, 'is not a list');
    return value.map((entry, index) => read(Fields.of(entry, `${this.path}/${name}/${index}`)));
  }

  /** A day, `yyyy-MM-dd`. */
  date(name: string): string {
    const value = this.text(name);
    if (value.length !== 10 || !isPartialDate(value)) throw this.wrong(name, 'is not a day of the calendar, yyyy-MM-dd');
    return value;
  }

  /** A day of which the day, or day and month, may be unknown: `yyyy-MM-dd`, `yyyy-MM` or `yyyy`. */
  partialDate(name: string): string {
    const value = this.text(name);
    if (!isPartialDate(value)) throw this.wrong(name, 'is not yyyy-MM-dd, yyyy-MM or yyyy');
    return value;
  }

  /** The agency's word for ours. */
  coded<T extends string>(name: string, table: Readonly<Record<string, T>>): T {
    const word = this.text(name);
    const code = Object.hasOwn(table, word) ? table[word] : undefined;
    if (code === undefined) throw this.wrong(name, 'has no code at the agency');
    return code;
  }

  /** The agency's words for each of ours in a list. */
  codedList<T extends string>(name: string, table: Readonly<Record<string, T>>): readonly T[] {
    const words = this.members[name];
    if (!Array.isArray(words)) throw this.wrong(name, 'is not a list');
    const list = new Fields(Object.fromEntries(words.entries()), `${this.path}/${name}`);
    return words.map((_, index) => list.coded(String(index), table));
  }

  wrong(name: string, why: string): Unmappable {
    return new Unmappable(`${this.path}/${name} ${why}`);
  }
}
