import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair } from 'yaml';
import { problem, type Position, type Problem } from './problem';

export type YamlPath = readonly (string | number)[];

/** A YAML text that remembers on which line everything stands. */
export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document: Document;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** Syntax errors and keys that stand twice. With any, `value` must not be used. */
  problems(): Problem[] {
    return this.document.errors.map(({ code, pos, message }) => {
      const where = this.position(pos[0]);
      if (code !== 'DUPLICATE_KEY') return problem(where, 'yaml-syntax', { detail: message });
      return problem(where, 'duplicate-key', { key: this.keyStartingAt(pos[0]) });
    });
  }

  value(): unknown {
    return this.document.toJS();
  }

  /** Where the value at `path` begins; for a path that does not exist, the nearest that does. */
  at(path: YamlPath): Position {
    const node = this.nodeAt(path);
    if (isNode(node) && node.range) return this.position(node.range[0]);
    return path.length === 0 ? { file: this.file, line: 1 } : this.at(path.slice(0, -1));
  }

  /** Where the key at the end of `path` stands. */
  atKey(path: YamlPath): Position {
    const pair = pairOf(this.nodeAt(path.slice(0, -1)), path.at(-1));
    if (pair && isScalar(pair.key) && pair.key.range) return this.position(pair.key.range[0]);
    return this.at(path);
  }

  /** Where the character at `offset` of the text at `path` stands: exact on one line, the first line of a block otherwise. */
  inText(path: YamlPath, offset: number): Position {
    const start = this.at(path);
    const node = this.nodeAt(path);
    if (!isScalar(node) || start.column === undefined) return start;
    if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') return { file: this.file, line: start.line + 1 };
    return { ...start, column: start.column + offset + (node.type === 'PLAIN' ? 0 : 1) };
  }

  private nodeAt(path: YamlPath): unknown {
    return path.reduce(
      (node: unknown, step) => (isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value),
      this.document.contents,
    );
  }

  private keyStartingAt(offset: number): string | undefined {
    const search = (node: unknown): string | undefined => {
      if (!isMap(node)) return undefined;
      for (const { key, value } of node.items) {
        if (isScalar(key) && key.range?.[0] === offset) return String(key.value);
        const found = search(value);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return search(this.document.contents);
  }

  private position(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

/** Keys are compared as texts: a year is a number in YAML, but a name in what is read. */
const pairOf = (node: unknown, key: string | number | undefined): Pair | undefined =>
  isMap(node) ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined;
