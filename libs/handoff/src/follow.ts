import { plusMillis } from '@lienthong/calendar';
import { isKnown } from '@lienthong/dossier/domain';
import { UNREADABLE_ANSWER, type AgencyGateway, type FollowUp } from './agency-gateway';
import type { Case, Exchange } from './exchange';
import type { ExchangePolicy } from './exchange-policy';
import type { HandoffBoard } from './handoff-board';
import type { ReportRecorder } from './report-recorder';

/**
 * Asks how handoffs stand. Several are asked about in one call, but news is asked for again alone before it is recorded: the
 * exact bytes that a dossier keeps must not hold other people's data. A question that brings nothing new is no event; when it
 * cannot be asked, the board shows why.
 *
 * @returns the cases that failed for a reason of our own, with the error; the others are done
 */
export async function follow(
  cases: readonly Case[],
  gateway: AgencyGateway,
  policy: ExchangePolicy,
  { exchange, recorder, board }: Tools,
): Promise<readonly Failed[]> {
  const answer = await gateway.follow(cases.map((each) => exchange.request(each)));
  const alone = cases.length > 1 ? cases.filter((each) => hasNews(answer, each)) : [];
  const failed: Failed[] = [];
  for (const found of alone) failed.push(...(await followAlone(found, gateway, policy, { exchange, recorder, board })));
  const done = cases.filter((each) => !alone.includes(each));
  if (cases.length === 1) failed.push(...(await record(answer, done, gateway, recorder)));

  const troubled = failed.map((each) => each.case);
  const quiet = done.filter((each) => !troubled.includes(each)).map(({ handoff }) => handoff.id);
  const { wait, trouble } = patience(answer, policy);
  await board.postpone(quiet, plusMillis(exchange.clock.now(), wait), trouble);
  return failed;
}

export interface Failed {
  readonly case: Case;
  readonly error: unknown;
}

async function followAlone(found: Case, gateway: AgencyGateway, policy: ExchangePolicy, tools: Tools): Promise<readonly Failed[]> {
  try {
    return await follow([found], gateway, policy, tools);
  } catch (error) {
    return [{ case: found, error }];
  }
}

interface Tools {
  readonly exchange: Exchange;
  readonly recorder: ReportRecorder;
  readonly board: HandoffBoard;
}

/** An answer that cannot be read may hold news of anybody: one entry may have spoilt it for the others. */
function hasNews(answer: FollowUp, { handoff }: Case): boolean {
  if (answer.kind === 'unavailable') return answer.code === UNREADABLE_ANSWER;
  return answer.reports.some((report) => report.handoff === handoff.id && !isKnown(handoff, report.message));
}

/** What the answer says of the one handoff that was asked about. Of others it says nothing that their own question will not bring. */
async function record(
  answer: FollowUp,
  [found]: readonly Case[],
  gateway: AgencyGateway,
  recorder: ReportRecorder,
): Promise<readonly Failed[]> {
  if (answer.kind !== 'answered' || !found) return [];
  const traced = answer.trace !== undefined && { trace: answer.trace };
  try {
    for (const report of answer.reports.filter(({ handoff }) => handoff === found.handoff.id)) {
      await recorder.record(gateway.agency, report, { via: 'poll', body: answer.received, question: answer.sent, ...traced });
    }
    return [];
  } catch (error) {
    return [{ case: found, error }];
  }
}

function patience(answer: FollowUp, { followEveryMs }: ExchangePolicy): { readonly wait: number; readonly trouble?: string } {
  if (answer.kind === 'answered') return { wait: followEveryMs };
  return { wait: Math.max(followEveryMs, answer.retryAfterMs ?? 0), trouble: answer.code };
}
