import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcedureKey } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import type { HandoffRequest } from '@lienthong/handoff';

// Handoffs of the example dossier of workflows/birth, as the bundle's definition builds them.

const EXAMPLE = join(__dirname, '../../../../workflows/birth/examples/nguyen-bao-an.json');
const { office, form } = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { office: string; form: Record<string, Record<string, unknown>> };
const { requester, child, mother, father, residence, insurance } = form;
const certificate = { number: '118', book: '01/2026', page: '59', registeredOn: '2026-10-26', personalId: '079326000417' };
const address = residence?.['requestedAddress'];

const payloads = {
  'birth-registration': { case: form['case'], receivingCommune: office, requester, child, mother, father, marriage: form['marriage'] },
  'permanent-residence': { child, certificate, residence, requester, mother, father },
  'health-insurance-card': { child, certificate, insurance, address, requester },
  'identity-card-under-six': { child, certificate, personalId: certificate.personalId, deliveryAddress: address, requester },
} as const;

export type ExampleProcedure = keyof typeof payloads;

/** A handoff of one procedure; `more` changes what a test is about. */
export const handoffOf = (procedure: ExampleProcedure, more: Partial<HandoffRequest> = {}): HandoffRequest => ({
  handoff: `019a0000-0000-7000-8000-000000000001:${procedure}`,
  dossier: '019a0000-0000-7000-8000-000000000001',
  procedure: procedure as ProcedureKey,
  office,
  payload: payloads[procedure],
  requestedAt: instant('2026-10-26T03:15:00.000Z'),
  callbackUrl: 'http://127.0.0.1:9/agencies/messages',
  ...more,
});
