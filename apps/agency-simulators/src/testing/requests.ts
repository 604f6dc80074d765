import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcedureKey } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';

// Handoffs of two example dossiers, one of each bundle, as the definitions build them.

const example = (path: string) =>
  JSON.parse(readFileSync(join(__dirname, '../../../../workflows', path), 'utf8')) as {
    office: string;
    form: Record<string, Record<string, unknown>>;
  };
const { office, form } = example('birth/examples/nguyen-bao-an.json');
const { requester, child, mother, father, residence, insurance } = form;
const { form: death } = example('death/examples/tran-van-hau.json');
const registration = { number: '61', book: '01/2026', page: '31', registeredOn: '2026-10-26', documentCode: 'KQ.G15.000034' };
const mourner = { deceased: death['deceased'], registration, requester: death['requester'] };
const certificate = { number: '118', book: '01/2026', page: '59', registeredOn: '2026-10-26', personalId: '079326000417' };
const address = residence?.['requestedAddress'];

const payloads = {
  'birth-registration': { case: form['case'], receivingCommune: office, requester, child, mother, father, marriage: form['marriage'] },
  'permanent-residence': { child, certificate, residence, requester, mother, father },
  'health-insurance-card': { child, certificate, insurance, address, requester },
  'identity-card-under-six': { child, certificate, personalId: certificate.personalId, deliveryAddress: address, requester },
  'death-registration': {
    requester: death['requester'],
    deceased: death['deceased'],
    deathNotice: death['deathNotice'],
    document: { code: 'KQ.G15.000034', title: 'Trích lục khai tử' },
  },
  'residence-deletion': {
    ...mourner,
    household: { deceasedWasHead: false, singleMember: false, head: { fullName: 'Trần Minh Khôi', personalId: '079078003316' } },
  },
  'funeral-allowance': {
    ...mourner,
    ...death['funeral'],
    entitlement: 'social-pension',
    categories: ['social-pension', 'social-protection'],
  },
  'survivor-benefit': { ...mourner, survivors: death['survivors'] },
} as const;

export type ExampleProcedure = keyof typeof payloads;

/** The requester's personal ID, and the given name of the child or the deceased: by them faults are matched. */
export const applicants = (procedure: ExampleProcedure): readonly [string, string] =>
  'child' in payloads[procedure] ? ['079094004521', 'An'] : ['079078003316', 'Hậu'];

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

/** A notice about a handoff of {@link handoffOf}. */
export const noticeAbout = (request: HandoffRequest, kind: NoticeAbout['kind'], number = 1): HandoffRequest => ({
  ...request,
  handoff: `${request.handoff}-${kind}-${number}`,
  about: { kind, number, handoff: request.handoff },
  ...(kind === 'withdrawal' && { payload: {} }),
});
