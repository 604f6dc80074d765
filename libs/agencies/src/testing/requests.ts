import type { ProcedureKey } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';

// Handoffs as the bundles build them, for tests.

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

export const deceased = {
  fullName: 'Lê Thị Mùi',
  birthDate: '1944',
  sex: 'female',
  personalId: '048144000871',
  nationality: 'Việt Nam',
  ethnicity: 'Kinh',
  lastResidence: address,
  death: { date: '2026-10', hour: 4, minute: 5, place: 'Tại nhà', cause: 'Tuổi già' },
};
export const mourner = { ...requester, relation: 'child' };
export const registration = { number: '61', book: '01/2026', page: '31', registeredOn: '2026-10-26', documentCode: 'KQ.G15.000034' };
export const transfer = { method: 'transfer', account: '0071001234567', bank: 'Vietcombank', holder: 'NGUYỄN HOÀNG NAM' };

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
  'death-registration': {
    receivingCommune: '26734',
    requester: mourner,
    deceased,
    deathNotice: { kind: 'substitute', number: '31/XN-UBND', date: '2026-10-25', issuer: 'UBND phường Tân Định' },
    document: { code: 'KQ.G15.000034', title: 'Trích lục khai tử' },
  },
  'residence-deletion': {
    deceased,
    registration,
    household: {
      deceasedWasHead: true,
      singleMember: false,
      newHead: { fullName: 'Nguyễn Hoàng Nam', personalId: '079094004521', relation: 'Con đẻ' },
    },
    requester: mourner,
  },
  'funeral-allowance': {
    deceased,
    registration,
    entitlement: 'social-pension',
    categories: ['social-protection', 'social-pension'],
    burial: { date: '2026-10-28', place: 'Nghĩa trang Bình Hưng Hòa' },
    payee: { kind: 'organisation', name: 'Hội Người cao tuổi phường Tân Định', organisationCode: '0312345678' },
    payment: transfer,
    requester: mourner,
  },
  'survivor-benefit': {
    deceased,
    registration,
    survivors: {
      benefit: 'monthly',
      relatives: [
        { fullName: 'Nguyễn Văn Tư', birthDate: '1942', personalId: '079042001133', relation: 'spouse' },
        { fullName: 'Nguyễn Thị Út', birthDate: '1980-02', relation: 'child', incapacitated: true },
      ],
      payment: { method: 'cash' },
    },
    requester: mourner,
  },
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
