import { plusMillis } from '@lienthong/calendar';
import type { AgencyGateway, FollowUp } from './agency-gateway';
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
  { exchange, recorder, board }: { readonly exchange: Exchange; readonly recorder: ReportRecorder; readonly board: HandoffBoard },
): Promise<readonly { readonly case: Case; readonly error: unknown }[]> {
  const answer = await gateway.follow(cases.map((each) => exchange.request(each)));
  // They answered, and it cannot be read: one entry may spoil the others, so each is asked about alone.
  const alone = cases.length > 1 && (answer.kind === 'answered' || answer.received !== undefined);
  const failed: { case: Case; error: unknown }[] = [];
  for (const found of cases) {
    try {
      if (alone) {
        if (hasNews(answer, found)) failed.push(...(await follow([found], gateway, policy, { exchange, recorder, board })));
        else await putOff(found, answer, policy, exchange, board);
      } else {
        await record(answer, found, gateway, recorder);
        await putOff(found, answer, policy, exchange, board);
      }
    } catch (error) {
      failed.push({ case: found, error });
    }
  }
  return failed;
}

/** An answer that cannot be read may hold news of anybody. */
function hasNews(answer: FollowUp, { handoff }: Case): boolean {
  if (answer.kind === 'unavailable') return true;
  return answer.reports.some((report) => report.handoff === handoff.id && !handoff.messages.includes(report.message));
}

async function record(answer: FollowUp, { handoff }: Case, gateway: AgencyGateway, recorder: ReportRecorder): Promise<void> {
  if (answer.kind !== 'answered') return;
  for (const report of answer.reports.filter((each) => each.handoff === handoff.id)) {
    await recorder.record(gateway.agency, report, { via: 'poll', body: answer.received, question: answer.sent });
  }
}

async function putOff({ handoff }: Case, answer: FollowUp, policy: ExchangePolicy, exchange: Exchange, board: HandoffBoard): Promise<void> {
  const patience = answer.kind === 'unavailable' ? Math.max(policy.followEveryMs, answer.retryAfterMs ?? 0) : policy.followEveryMs;
  const trouble = answer.kind === 'unavailable' ? answer.code : undefined;
  await board.postpone([handoff.id], plusMillis(exchange.clock.now(), patience), trouble);
}
