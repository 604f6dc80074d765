import { findHandoff, nextTimer, waitsFor, type Dossier, type Task, type Waiting } from '@lienthong/dossier/domain';
import type { DossierRow } from '../database/read-tables';
import type { FoldedDossier } from './dossier-folds';

/**
 * What a dossier waits for, in one word: `task`, a person has to do something; `handoff`, the engine or an agency has the next move;
 * `late-result`, all is done but for a result that the law allows to come later; `nothing`, it has ended.
 */
export type WaitsFor = 'task' | 'handoff' | 'late-result' | 'nothing';

/** Tasks, the most pressing first: without the first three nothing goes on at all. */
export const TASKS: readonly Task[] = [
  'assign-office',
  'receive',
  'release-handoff',
  'clear-up-report',
  'supplement',
  'payment',
  'return-results',
];

/** A dossier as a row. Its form is not looked at. */
export function dossierRow({ dossier, revision, endedAt }: FoldedDossier): DossierRow {
  const { id, code, bundle, phase, outcome, channel, office, delivery, submittedAt, receivedAt, linkedNumber, oneStopCode } = dossier;
  const waiting = waitsFor(dossier);
  const task = TASKS.find((each) => waiting.some((one) => one.on === 'task' && one.task === each));
  return {
    id,
    code,
    bundle: bundle ?? null,
    phase,
    outcome: outcome ?? null,
    channel,
    office,
    delivery,
    submitted_at: submittedAt,
    received_at: receivedAt ?? null,
    ended_at: endedAt ?? null,
    linked_number: linkedNumber ?? null,
    one_stop_code: oneStopCode ?? null,
    revision,
    waits_for: task ? 'task' : othersTurn(dossier, waiting),
    task: task ?? null,
    parked: waiting.filter((one) => one.on === 'task' && one.task === 'release-handoff').length,
    contradictions: dossier.contradictions.length,
    timer_at: nextTimer(dossier) ?? null,
  };
}

function othersTurn(dossier: Dossier, waiting: readonly Waiting[]): WaitsFor {
  const open = waiting.flatMap((one) => (one.on === 'handoff' ? (findHandoff(dossier, one.handoff) ?? []) : []));
  if (open.length === 0) return 'nothing';
  return open.every(({ stage }) => stage.is === 'settled') ? 'late-result' : 'handoff';
}
