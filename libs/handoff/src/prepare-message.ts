import { withCurrentCodes, type Procedure } from '@lienthong/bundle';
import { buildPayload, isErased } from '@lienthong/dossier/domain';
import type { AgencyGateway, HandoffRequest } from './agency-gateway';
import type { Case, Exchange } from './exchange';

/** What is to be sent, or the code and the words for a person why this cannot be said to the agency. */
export type Prepared =
  | { readonly request: HandoffRequest; readonly body: Uint8Array }
  | { readonly refusal: { readonly code: string; readonly detail: string } };

/**
 * The exact bytes of a handoff. A supplement and a correction carry the whole message of their procedure, as the definition builds it
 * now, with the communes of today; a withdrawal only names what it is about, so that it can be said of an erased dossier, too.
 */
export function prepareMessage(found: Case, gateway: AgencyGateway, exchange: Exchange): Prepared {
  const { dossier, handoff } = found;
  const { notice } = handoff;
  if (notice && !gateway.takesNotices) return refuse('notices-not-agreed', `no notices are agreed with ${handoff.agency}`);
  if (notice?.kind === 'withdrawal') return orRefuse(() => say(exchange.request(found), gateway));
  if (isErased(dossier.form)) return refuse('personal-data-erased', 'there is nothing left to send');
  const bundle = exchange.dossiers.pinned(dossier);
  const procedure = bundle.procedures.find(({ key }) => key === handoff.procedure);
  if (!procedure) return refuse('procedure-not-in-bundle', `${bundle.ref} has no ${handoff.procedure}`);
  return orRefuse(() => {
    const { contract } = procedure.payload;
    const payload = withCurrentCodes(
      buildPayload(dossier, bundle, procedure),
      contract.schema,
      exchange.dossiers.offices,
      exchange.today(),
    );
    const breaches = contract.check(payload);
    if (breaches.length > 0) return refuse('payload-breaks-contract', breachText(procedure, breaches));
    return say(exchange.request(found, payload), gateway);
  });
}

function orRefuse(prepare: () => Prepared): Prepared {
  try {
    return prepare();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'payload-not-buildable';
    return refuse(code, error instanceof Error ? error.message : String(error));
  }
}

const say = (request: HandoffRequest, gateway: AgencyGateway): Prepared => ({ request, body: gateway.prepare(request) });

const refuse = (code: string, detail: string): Prepared => ({ refusal: { code, detail } });

/** Names the fields, never their values. */
const breachText = (procedure: Procedure, breaches: readonly { field: string; rule: string }[]): string =>
  `${procedure.payload.contract.path}: ${breaches.map(({ field, rule }) => `${field || '/'} (${rule})`).join(', ')}`;
