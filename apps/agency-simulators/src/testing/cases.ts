import type { Delivery, HandoffRequest } from '@lienthong/handoff';
import { handoffOf, type ExampleProcedure } from './requests';
import type { AgencyName, TestTown } from './town';

/** A procedure and its agency. */
export type Case = readonly [AgencyName, ExampleProcedure];

/** One procedure of each agency. */
export const CASES = [
  ['justice', 'birth-registration'],
  ['police', 'permanent-residence'],
  ['social-insurance', 'health-insurance-card'],
  ['commune-affairs', 'funeral-allowance'],
  ['home-affairs', 'funeral-allowance'],
] as const satisfies readonly Case[];

/** A handoff of the case, with news to the town's callback URL. */
export const handoffIn = (town: TestTown, [, procedure]: Case, more: Partial<HandoffRequest> = {}): HandoffRequest =>
  handoffOf(procedure, { callbackUrl: town.callbackUrl, ...more });

/** Prepares and delivers. */
export const deliver = (town: TestTown, [agency]: Case, request: HandoffRequest, callTimeoutMs?: number): Promise<Delivery> => {
  const gateway = town.gateway(agency, callTimeoutMs);
  return gateway.deliver(request, gateway.prepare(request));
};

/** Milliseconds until an agency is given up of which a test knows that it stays silent. */
export const SILENCE_MS = 1_000;

/** What the admin API reports, of one agency. */
export async function reportOf(town: TestTown, agency: AgencyName): Promise<Record<string, unknown>> {
  const { agencies } = (await (await fetch(`${town.url}/admin/report`)).json()) as { agencies: Record<string, Record<string, unknown>> };
  return agencies[agency] ?? {};
}
