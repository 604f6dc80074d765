/** A door of its own: a thread that only folds dossiers shall not load what reads and checks definitions. */
import type { ExpressionContext, Procedure } from './bundle';

/**
 * What the agency is given: every field that has a value. Throws `ExpressionError` when an expression reads something that
 * is missing; whether the whole keeps the contract is for the caller to check.
 */
export function composePayload(procedure: Procedure, context: ExpressionContext): Readonly<Record<string, unknown>> {
  const fields = Object.entries(procedure.payload.fields).map(([name, expression]) => [name, expression.evaluate(context)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
