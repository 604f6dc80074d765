import type { AgencyCode, Bundle, ExpressionContext, Need, Procedure, ProcedureKey, Route } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import { endedProcedures, evolve, handoffOf, hasEnded, isUnderWay, type Dossier, type ProcedureState } from './dossier';
import { setDeadlines, setDeadlinesAnew, watchDeadlines } from './deadlines';
import { handoffId, type Chosen, type DossierEvent, type HandoffId, type ParkCause } from './dossier.events';
import { expressionContext } from './expression-context';
import { isOverdue } from './handoff';
import { isErased } from './personal';
import { tellAgencies } from './notices';
import { startedProcedures } from './started-procedures';
import { end, expireSupplements, requestSupplements } from './turn-rules';

/**
 * What the bundle does next, given what is known. Pure: the same dossier and time give the same decisions, and deciding again
 * on top of them gives none. Written in the same append as the facts that led to it.
 */
export function plan(dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  return carryOn(dossier, bundle, now).decisions;
}

/** As {@link plan}, with the dossier as it stands after the decisions. */
export function carryOn(
  dossier: Dossier,
  bundle: Bundle,
  now: Instant,
): { readonly decisions: readonly DossierEvent[]; readonly dossier: Dossier } {
  const decisions: DossierEvent[] = [];
  let state = dossier;
  for (;;) {
    const next = firstOf(RULES, state, bundle, now);
    if (next.length === 0) return { decisions, dossier: state };
    decisions.push(...next);
    for (const event of next) state = evolve(state, event, now, dossier.id) ?? state;
  }
}

type Rule = (dossier: Dossier, bundle: Bundle, now: Instant) => readonly DossierEvent[];

// The first rule that has something to decide decides; then all are asked again on the new state.
const RULES: readonly Rule[] = [
  setDeadlinesAnew,
  watchDeadlines,
  reconsider,
  park,
  settle,
  addLateResults,
  end,
  expireSupplements,
  requestSupplements,
  tellAgencies,
  skipUnreachable,
  startReady,
  setDeadlines,
  complete,
];

function firstOf(rules: readonly Rule[], dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  for (const rule of rules) {
    const decisions = rule(dossier, bundle, now);
    if (decisions.length > 0) return decisions;
  }
  return [];
}

// ── rules ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the definition could not decide when it began is decided anew once a person has released it. */
function reconsider(dossier: Dossier, bundle: Bundle): readonly DossierEvent[] {
  if (!bundle.procedures.some(({ key }) => dossier.procedures[key]?.undecided)) return [];
  const released = startedProcedures(dossier, bundle).filter(
    ([{ key }, { stage }]) => dossier.procedures[key]?.undecided && stage.is === 'requested',
  );
  if (released.length === 0) return [];
  const context = expressionContext(dossier, bundle);
  return released.flatMap(([procedure, handoff]): DossierEvent[] => {
    const beginning = begin(dossier, procedure, context);
    if (!beginning) return [parked(handoff.id, 'definition-error')];
    if (!begins(beginning)) return [{ type: 'HandoffWithdrawn', data: { handoff: handoff.id } }, ...beginning];
    const agency = agencyFor(procedure, beginning);
    // Nothing was sent yet: now that the route is known, it is asked of the agency to which that leads.
    return agency === handoff.agency ? beginning : [...beginning, request(handoff.id, procedure, agency, handoff.respondBy)];
  });
}

/** What nobody will try again by himself, and what the agency did not acknowledge in time, goes to a person. */
function park(dossier: Dossier, _: Bundle, now: Instant): readonly DossierEvent[] {
  const toPark: DossierEvent[] = [];
  for (const handoff of Object.values(dossier.handoffs)) {
    if (handoff.stage.is === 'failed') toPark.push(parked(handoff.id, handoff.stage.cause, handoff.failure));
    else if (isOverdue(handoff, now)) toPark.push(parked(handoff.id, 'acknowledgement-overdue', handoff.failure));
  }
  return toPark;
}

const parked = (handoff: HandoffId, cause: ParkCause, code?: string): DossierEvent => ({
  type: 'HandoffParked',
  data: { handoff, cause, ...(code !== undefined && { code }) },
});

/** The agency's final word ends the procedure. */
function settle(dossier: Dossier, bundle: Bundle): readonly DossierEvent[] {
  const decided = startedProcedures(dossier, bundle).filter(([, { report }]) => report !== undefined);
  return decided.flatMap(([procedure, handoff]): DossierEvent[] => {
    const { key } = procedure;
    switch (handoff.report?.status) {
      case 'completed': {
        const { result } = handoff.report;
        const given = result && !isErased(result) ? result : {};
        const awaiting = procedure.results.late.filter((field) => !(field in given));
        return [{ type: 'ProcedureCompleted', data: { procedure: key, handoff: handoff.id, awaiting } }];
      }
      case 'refused':
        return [{ type: 'ProcedureRefused', data: { procedure: key, handoff: handoff.id } }];
      default:
        return [];
    }
  });
}

/** A result that was awaited has come. This goes on after the dossier's end: the personal ID may be days late. */
function addLateResults(dossier: Dossier): readonly DossierEvent[] {
  const come: DossierEvent[] = [];
  for (const { id, procedure, report, awaiting } of Object.values(dossier.handoffs)) {
    if (awaiting.length === 0 || !report?.result || isErased(report.result)) continue;
    const { result } = report;
    const fields = awaiting.filter((field) => field in result);
    if (fields.length > 0) come.push({ type: 'LateResultReceived', data: { procedure, handoff: id, fields } });
  }
  return come;
}

/** What can no longer come about does not arise (không phát sinh). It is not refused. */
function skipUnreachable(dossier: Dossier, bundle: Bundle): readonly DossierEvent[] {
  const behind = waiting(dossier, bundle);
  if (behind.length === 0) return [];
  const ended = bundle.procedures.find(({ key, onRefusal }) => onRefusal === 'end-bundle' && dossier.procedures[key]?.status === 'refused');
  return behind.flatMap(({ key, needs }): DossierEvent[] => {
    const because = ended?.key ?? needs.find((need) => isOutOfReach(dossier, need))?.procedure;
    return because ? [{ type: 'ProcedureSkipped', data: { procedure: key, why: 'not-arising', because } }] : [];
  });
}

/** Every procedure whose needs are met begins, with its handoff, in the order of the definition. */
function startReady(dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  const ready = waiting(dossier, bundle).filter(({ needs }) => needs.every((need) => isMet(dossier, need)));
  if (ready.length === 0) return [];
  const context = expressionContext(dossier, bundle);
  return ready.flatMap((procedure) => start(dossier, procedure, context, now));
}

/** Every chosen procedure has ended: so has the dossier. Results for the portal go out at once. */
function complete(dossier: Dossier): readonly DossierEvent[] {
  const procedures = Object.values(dossier.procedures);
  if (!isUnderWay(dossier) || !procedures.every(hasEnded)) return [];
  const having = (status: ProcedureState['status']): ProcedureKey[] =>
    dossier.chosen.filter((key) => dossier.procedures[key]?.status === status);
  const refused = having('refused');
  const granted = having('completed').length === 0 ? 'refused' : refused.length > 0 ? 'with-refusals' : 'completed';
  const outcome = dossier.ending ?? granted;
  const completed: DossierEvent = { type: 'DossierCompleted', data: { outcome, refused, notArising: having('skipped') } };
  const results = endedProcedures(dossier);
  if (dossier.delivery !== 'portal' || results.length === 0) return [completed];
  return [completed, { type: 'ResultsReturned', data: { by: 'portal', procedures: results } }];
}

// ── starting ────────────────────────────────────────────────────────────────────────────────────────────────────────

function start(dossier: Dossier, procedure: Procedure, context: ExpressionContext, now: Instant): readonly DossierEvent[] {
  const { key, acknowledgeWithinMs } = procedure;
  const handoff = handoffId(dossier.id, key);
  const respondBy = plusMillis(now, acknowledgeWithinMs);
  const beginning = begin(dossier, procedure, context);
  // Nothing is dropped: a person looks at what the definition cannot decide.
  if (!beginning) {
    const started: DossierEvent = { type: 'ProcedureStarted', data: { procedure: key, choices: {} } };
    return [started, request(handoff, procedure, procedure.agency, respondBy), parked(handoff, 'definition-error')];
  }
  return begins(beginning) ? [...beginning, request(handoff, procedure, agencyFor(procedure, beginning), respondBy)] : beginning;
}

const request = (handoff: HandoffId, { key: procedure }: Procedure, agency: AgencyCode, respondBy: Instant): DossierEvent => ({
  type: 'HandoffRequested',
  data: { handoff, procedure, agency, respondBy },
});

/** Whom the beginning leads to: the agency of the route that it took, or the procedure's own. */
function agencyFor({ agency, routes }: Procedure, beginning: readonly DossierEvent[]): AgencyCode {
  const taken = beginning.flatMap((event) => (event.type === 'ProcedureStarted' ? (event.data.route ?? []) : []))[0];
  return routes.find(({ option }) => option === taken?.option)?.agency ?? agency;
}

const begins = (events: readonly DossierEvent[]): boolean => events.some(({ type }) => type === 'ProcedureStarted');

/**
 * Begins the procedure with its route and its choices made, or skips it where its condition or none of its routes holds;
 * nothing if the definition reads what is not there.
 */
function begin(dossier: Dossier, procedure: Procedure, context: ExpressionContext): DossierEvent[] | undefined {
  const { key, condition, choices, routes } = procedure;
  const skipped: DossierEvent = { type: 'ProcedureSkipped', data: { procedure: key, why: 'condition' } };
  // Of an erased form nothing can be said, not even that something is missing in it.
  if (isErased(dossier.form) && (condition || choices.length > 0 || routes.length > 0)) return undefined;
  try {
    if (condition && !condition.evaluate(context)) return [skipped];
    const route = firstThatHolds(routes, context);
    if (!route && routes.length > 0) return [skipped];
    const data = { procedure: key, choices: choose(procedure, context), ...(route && { route: chosen(route) }) };
    return [{ type: 'ProcedureStarted', data }];
  } catch {
    return undefined;
  }
}

function choose(procedure: Procedure, context: ExpressionContext): Readonly<Record<string, Chosen>> {
  const taken = procedure.choices.flatMap(({ name, options }) => {
    const option = firstThatHolds(options, context);
    return option ? [[name, chosen(option)] as const] : [];
  });
  return Object.fromEntries(taken);
}

const firstThatHolds = <Option extends Pick<Route, 'when'>>(options: readonly Option[], context: ExpressionContext): Option | undefined =>
  options.find(({ when }) => !when || when.evaluate(context));

const chosen = ({ option, why }: Chosen): Chosen => ({ option, why });

// ── who waits for whom ──────────────────────────────────────────────────────────────────────────────────────────────

const waiting = (dossier: Dossier, bundle: Bundle): Procedure[] =>
  isUnderWay(dossier) ? bundle.procedures.filter(({ key }) => dossier.procedures[key]?.status === 'waiting') : [];

function isMet(dossier: Dossier, need: Need): boolean {
  const needed = dossier.procedures[need.procedure];
  // What was not chosen keeps nobody waiting; a definition that cannot do without it does not offer that subset.
  if (!needed) return need.until === 'ended';
  if (need.until === 'ended') return hasEnded(needed);
  const missing = handoffOf(dossier, needed)?.awaiting ?? [];
  return needed.status === 'completed' && !need.results.some((field) => missing.includes(field));
}

function isOutOfReach(dossier: Dossier, need: Need): boolean {
  const needed = dossier.procedures[need.procedure];
  return need.until === 'completed' && (!needed || needed.status === 'refused' || needed.status === 'skipped');
}
