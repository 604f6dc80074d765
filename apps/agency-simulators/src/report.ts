import { isDecided } from './desk';
import type { Simulator } from './simulator';

/** What one agency has seen and done; `received` counts requests by their keys, `notices` what was told about them, `pushes` calls. */
export function agencyReport({ agency, desk, tally, callbacks }: Simulator) {
  const { ledger } = desk.town;
  const filed = [...desk.filed.values()];
  return {
    received: filed.length,
    notices: desk.notices.size,
    pushes: tally.pushes,
    questions: tally.questions,
    effects: ledger.effects(agency).length,
    secondEffects: ledger.secondEffects(agency).length,
    secondEffectsDone: ledger.secondEffects(agency),
    duplicates: tally.duplicates,
    conflicts: tally.conflicts,
    violations: tally.violations(),
    ...(callbacks && { callbacks: { ...tally.callbacks } }),
    /** Requests that are still to be decided. */
    pending: filed.filter((one) => !isDecided(one) && !desk.withdrawn.has(one.handoff)).length,
  };
}

/** All agencies, and their sums. `quiet`: nothing is under way any more, so the numbers will not change by themselves. */
export function report(seed: string, simulators: readonly Simulator[]) {
  const agencies = Object.fromEntries(simulators.map((simulator) => [simulator.agency, agencyReport(simulator)]));
  const all = Object.values(agencies);
  const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
  const pending = sum((one) => one.pending);
  const underWay = sum((one) => one.callbacks?.underWay ?? 0);
  return {
    seed,
    quiet: pending === 0 && underWay === 0,
    agencies,
    totals: {
      received: sum((one) => one.received),
      notices: sum((one) => one.notices),
      pushes: sum((one) => one.pushes),
      questions: sum((one) => one.questions),
      effects: sum((one) => one.effects),
      secondEffects: sum((one) => one.secondEffects),
      duplicates: sum((one) => one.duplicates),
      conflicts: sum((one) => one.conflicts),
      violations: sum((one) => one.violations.count),
      callbacks: {
        sent: sum((one) => one.callbacks?.sent ?? 0),
        failed: sum((one) => one.callbacks?.failed ?? 0),
        lost: sum((one) => one.callbacks?.lost ?? 0),
        underWay,
      },
      pending,
    },
  };
}

/** Every request by agency, oldest first, with what was told about it. */
export const requests = (simulators: readonly Simulator[]) =>
  simulators.flatMap(({ agency, desk }) =>
    [...desk.filed.values()].map((filed) => ({
      agency,
      handoff: filed.handoff,
      dossier: filed.dossier,
      procedure: filed.procedure,
      reference: filed.reference,
      receivedAt: filed.receivedAt,
      status: desk.standing(filed).status,
      effects: desk.town.ledger.effects(agency).filter(({ handoff }) => handoff === filed.handoff).length,
      news: filed.news,
      withdrawn: desk.withdrawn.has(filed.handoff),
      notices: [...desk.notices.values()]
        .filter(({ about }) => about === filed.handoff)
        .map(({ key, kind, number, reference, receivedAt }) => ({ handoff: key, kind, number, reference, receivedAt })),
    })),
  );
