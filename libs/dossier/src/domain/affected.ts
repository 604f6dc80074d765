import { isDeepStrictEqual } from 'node:util';
import type { Bundle, Procedure, ProcedureKey } from '@lienthong/bundle';
import type { Dossier } from './dossier';
import { buildPayload } from './expression-context';
import { mayHaveArrived, type Handoff } from './handoff';
import { isErased } from './personal';

/**
 * The procedures whose agencies were told something that reads otherwise after a change, but for `except`, which know of it. An agency
 * to which the message has surely not come was told nothing; one that was told before a late result came was not told that.
 */
export function affectedBy(before: Dossier, after: Dossier, bundle: Bundle, except: readonly string[]): ProcedureKey[] {
  const told = bundle.procedures.filter(({ key }) => {
    const handoff = before.handoffs[key];
    return handoff !== undefined && mayHaveArrived(handoff) && !except.includes(key);
  });
  return told
    .filter((procedure) => !isDeepStrictEqual(said(before, bundle, procedure), said(after, bundle, procedure)))
    .map(({ key }) => key);
}

function said(dossier: Dossier, bundle: Bundle, procedure: Procedure): unknown {
  try {
    return buildPayload(asKnownTo(dossier, procedure.key), bundle, procedure);
  } catch (error) {
    // What cannot be said any more is another thing than what was said.
    return error instanceof Error ? error.message : error;
  }
}

/** Without the late results that came after the agency was last told anything about its procedure. */
function asKnownTo(dossier: Dossier, key: ProcedureKey): Dossier {
  const about = Object.values(dossier.handoffs).filter(({ procedure }) => procedure === key);
  const lastTold = about
    .flatMap(({ attemptedAt }) => attemptedAt ?? [])
    .sort()
    .at(-1);
  if (lastTold === undefined) return dossier;
  const handoffs = Object.entries(dossier.handoffs).map(([name, handoff]) => {
    const unknown = Object.entries(handoff.cameLate ?? {}).flatMap(([field, at]) => (at > lastTold ? [field] : []));
    return [name, unknown.length > 0 ? without(handoff, unknown) : handoff] as const;
  });
  return { ...dossier, handoffs: Object.fromEntries(handoffs) };
}

function without(handoff: Handoff, fields: readonly string[]): Handoff {
  const { report } = handoff;
  if (!report?.result || isErased(report.result)) return handoff;
  const kept = Object.entries(report.result).filter(([field]) => !fields.includes(field));
  return { ...handoff, report: { ...report, result: Object.fromEntries(kept) } };
}
