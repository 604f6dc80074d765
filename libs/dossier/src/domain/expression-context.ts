import type { Bundle, ExpressionContext, Procedure } from '@lienthong/bundle';
import { composePayload } from '@lienthong/bundle/payload';
import { resultOf, type Dossier } from './dossier';
import { isErased, known } from './personal';

/** What the definition's expressions can see of a dossier. Erased values are missing; the saga decides nothing by them. */
export function expressionContext(dossier: Dossier, bundle: Bundle): ExpressionContext {
  const results: Record<string, unknown> = {};
  const outcomes: Record<string, string> = {};
  for (const { key } of bundle.procedures) {
    outcomes[key] = dossier.procedures[key]?.status ?? 'not-chosen';
    const result = resultOf(dossier, key);
    if (result !== undefined && !isErased(result)) results[key] = result;
  }
  const { id, channel, office } = dossier;
  return { form: known(dossier.form) ?? {}, results, outcomes, choices: {}, dossier: { id, channel, office } };
}

/**
 * What the agency of a procedure is given, field by field, as the pinned definition says. The choices are those in the
 * stream, not made anew.
 *
 * @throws ExpressionError when the definition reads a value that the dossier does not have
 */
export function buildPayload(dossier: Dossier, bundle: Bundle, procedure: Procedure): Readonly<Record<string, unknown>> {
  const context = expressionContext(dossier, bundle);
  const taken = dossier.procedures[procedure.key]?.choices ?? {};
  const choices: Record<string, unknown> = {};
  for (const { name, options } of procedure.choices) {
    const option = options.find((each) => each.option === taken[name]?.option);
    if (option) choices[name] = option.use.evaluate(context);
  }
  return composePayload(procedure, { ...context, choices });
}
