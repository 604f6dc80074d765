import { Environment, EvaluationError, Optional, ParseError } from '@marcbachmann/cel-js';
import type { Expression, ExpressionContext } from './bundle';
import { isObject } from './json';

/** Options of every CEL environment here: mixed literals, and `.?` for what may be absent. */
export const CEL_OPTIONS = { homogeneousAggregateLiterals: false, enableOptionalTypes: true } as const;

/** What an expression may name. */
export const ROOTS = ['form', 'results', 'outcomes', 'choices', 'dossier'] as const satisfies readonly (keyof ExpressionContext)[];

// Values are plain JSON here, so evaluation is untyped; types are checked once, before, by `TypedExpressions`.
const environment = ROOTS.reduce((cel, root) => cel.registerVariable(root, 'dyn'), new Environment(CEL_OPTIONS));

/**
 * A value that the expression reads is missing, or of a kind that it cannot work with. Neither the message nor the error
 * carries values of the form: it may be logged.
 */
export class ExpressionError extends Error {
  constructor(
    /** `no_such_key`, `no_such_overload`, … as CEL names them; `not-a-condition` and `not-json` are ours. */
    readonly code: string,
    readonly source: string,
  ) {
    super(`the expression cannot be evaluated (${code}): ${source}`);
    this.name = 'ExpressionError';
  }
}

/**
 * Parses an expression once. Its value is plain JSON: whole numbers are numbers, an absent optional is `undefined`, an
 * absent optional inside a map leaves its key out. Throws `ExpressionError` when the text is not CEL.
 */
export function compileExpression(source: string): Expression {
  const program = guarded(source, () => environment.parse(source));
  return { source, evaluate: (context) => guarded(source, () => plain(program(context), source)) };
}

/** An expression that must yield true or false. */
export function compileCondition(source: string): Expression<boolean> {
  const expression = compileExpression(source);
  return {
    source,
    evaluate: (context) => {
      const value = expression.evaluate(context);
      if (typeof value !== 'boolean') throw new ExpressionError('not-a-condition', source);
      return value;
    },
  };
}

function guarded<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    if (error instanceof EvaluationError || error instanceof ParseError) throw new ExpressionError(error.code, source);
    throw new ExpressionError('unexpected', source);
  }
}

/** The value as JSON; the value itself where it already is, because forms are large and read often. */
function plain(value: unknown, source: string): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Optional) return value.hasValue() ? plain(value.value(), source) : undefined;
  if (value instanceof Map) return plain(Object.fromEntries(value), source);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, source));
    return items.every((item, index) => item === value[index]) ? value : items.filter((item) => item !== undefined);
  }
  if (!isObject(value) || !isPlain(value)) throw new ExpressionError('not-json', source);
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const member = plain(value[key], source);
    if (member === value[key]) continue;
    changed ??= { ...value };
    if (member === undefined) delete changed[key];
    else changed[key] = member;
  }
  return changed ?? value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A test runner has an Object of its own: what counts is that nothing lies between the value and the root.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
