import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js';
import { CEL_OPTIONS, ROOTS } from './expression';

/** One reading in an expression: `results["birth-registration"].?personalId` is the root `results` and two steps. */
export interface Reference {
  readonly root: string;
  readonly steps: readonly Step[];
  /** Inside `has(…)`: it asks whether the value is there. */
  readonly guard: boolean;
  /** Characters from the beginning of the expression. */
  readonly offset: number;
}

export interface Step {
  readonly key: string;
  /** Read with `.?` or `[?…]`. */
  readonly optional: boolean;
  readonly offset: number;
}

const parser = ROOTS.reduce((cel, root) => cel.registerVariable(root, 'dyn'), new Environment(CEL_OPTIONS));

/** All readings with constant keys, in the order of the text. An expression that does not parse has none. */
export function referencesIn(source: string): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: ASTNode, guard: boolean): void => {
    const reference = referenceAt(node, guard);
    if (reference) found.push(reference);
    else for (const child of childrenOf(node)) visit(child, guard || (node.op === 'call' && node.args[0] === 'has'));
  };
  try {
    visit(parser.parse(source).ast, false);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
  }
  return found;
}

/** The node as a chain of constant steps from one of the roots, or nothing. */
function referenceAt(node: ASTNode, guard: boolean): Reference | undefined {
  if (node.op === 'id') {
    const known: readonly string[] = ROOTS;
    return known.includes(node.args) ? { root: node.args, steps: [], guard, offset: node.start } : undefined;
  }
  if (node.op === '.' || node.op === '.?')
    return extended(node.args[0], node.args[1], node.op === '.?', node.end - node.args[1].length, guard);
  if ((node.op === '[]' || node.op === '[?]') && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    return extended(node.args[0], node.args[1].args, node.op === '[?]', node.args[1].start, guard);
  }
  return undefined;
}

function extended(target: ASTNode, key: string, optional: boolean, offset: number, guard: boolean): Reference | undefined {
  const reference = referenceAt(target, guard);
  return reference && { ...reference, steps: [...reference.steps, { key, optional, offset }] };
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;
  const flat = (value: unknown): readonly ASTNode[] => (isNode(value) ? [value] : Array.isArray(value) ? value.flatMap(flat) : []);
  return flat(node.args);
}
