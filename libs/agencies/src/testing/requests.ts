import type { ProcedureKey } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';

// Handoffs as the birth bundle builds them, for tests.

export const address = { province: '79', commune: '26734', line: '12 Nguyễn Hữu Cầu, khu phố 4' };

export const requester = {
  fullName: 'Nguyễn Hoàng Nam',
  personalId: '079094004521',
  birthDate: '1994-03-18',
  sex: 'male',
  residenceKind: 'permanent',
  address,
  relation: 'father',
  phone: '0903812745',
};

export const child = {
  noticeNumber: '79025.GCS.00417.26',
  familyName: 'Nguyễn',
  middleName: 'Bảo',
  givenName: 'An',
  birthDate: '2026-10-24',
  birthPlace: 'Bệnh viện Từ Dũ',
  sex: 'female',
  nationality: 'Việt Nam',
  ethnicity: 'Kinh',
  homeTown: 'Xã Gò Công, tỉnh Đồng Tháp',
  copies: 3,
};

const parent = { nationality: 'Việt Nam', ethnicity: 'Kinh', residence: address };
export const mother = { ...parent, fullName: 'Lê Thị Thanh Thảo', birthDate: '1996-11', personalId: '082196010288' };
export const father = { ...parent, fullName: 'Nguyễn Hoàng Nam', birthDate: '1994', personalId: '079094004521' };
export const certificate = { number: '118', book: '01/2026', page: '59', registeredOn: '2026-10-27', personalId: '079326000417' };

export const payloads = {
  'birth-registration': {
    case: 'both-parents-known',
    receivingCommune: '26734',
    requester,
    child,
    mother,
    father,
    marriage: { number: '118', book: '01/2023', date: '2023-09-16', place: 'UBND phường Tân Định' },
  },
  'permanent-residence': {
    child,
    certificate,
    residence: {
      case: 'with-parents-who-own',
      consent: { by: 'parent', kind: 'vneid-level-2' },
      householder: { fullName: 'Nguyễn Hoàng Nam', personalId: '079094004521', childRelation: 'Con đẻ' },
      requestedAddress: address,
    },
    requester,
    mother,
    father,
  },
  'health-insurance-card': {
    child,
    certificate,
    insurance: { firstClinic: '79415', guardianOnCard: 'Lê Thị Thanh Thảo' },
    address,
    requester,
  },
  'identity-card-under-six': { child, certificate, personalId: '079326000417', deliveryAddress: address, requester },
} as const;

/** A handoff of one procedure; `more` changes what a test is about. */
export const handoffOf = (procedure: keyof typeof payloads, more: Partial<HandoffRequest> = {}): HandoffRequest => ({
  handoff: `019a0000-0000-7000-8000-000000000001:${procedure}`,
  dossier: '019a0000-0000-7000-8000-000000000001',
  procedure: procedure as ProcedureKey,
  office: '26734',
  payload: payloads[procedure],
  requestedAt: instant('2026-10-26T03:15:00.000Z'),
  callbackUrl: 'http://127.0.0.1:9/agencies/messages',
  ...more,
});

/** A notice about the handoff of a procedure. */
export const noticeOf = (
  procedure: keyof typeof payloads,
  kind: NoticeAbout['kind'],
  more: Partial<HandoffRequest> = {},
): HandoffRequest => {
  const { handoff, payload } = handoffOf(procedure);
  return handoffOf(procedure, {
    handoff: `${handoff}-${kind}-1`,
    payload: kind === 'withdrawal' ? {} : payload,
    about: { kind, number: 1, handoff, reference: 'R-1' },
    ...more,
  });
};
