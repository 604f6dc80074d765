import { createHash } from 'node:crypto';
import { Unmappable, type AgencyReport, type AgencyStatus, type HandoffRequest } from '@lienthong/handoff';
import { canonicalBytes } from '../wire/canonical-json';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import { readCompact, readTimestamp, writeCompact, writeDotted } from './justice.dates';
import { toHoSoKhaiTu } from './justice.death.mapping';
import type { ChaMe, HoSo, HoSoKhaiSinh, KetQua, TrangThaiHoSo } from './justice.messages';
import { address, envelope, person, SEX } from './justice.persons';

const CASE = { 'both-parents-known': '1', 'mother-unknown': '2', 'father-unknown': '3', 'both-unknown': '4', abandoned: '5' } as const;
const RELATION = { father: '1', mother: '2', grandparent: '3', guardian: '4', other: '5' } as const;

/** What is to be registered, in Justice's words. Throws `Unmappable`. */
export function toHoSo(request: HandoffRequest): HoSo {
  switch (request.procedure as string) {
    case 'birth-registration':
      return toHoSoKhaiSinh(request);
    case 'death-registration':
      return toHoSoKhaiTu(request);
    default:
      throw new Unmappable(`Justice does not handle ${request.procedure}`);
  }
}

function toHoSoKhaiSinh(request: HandoffRequest): HoSoKhaiSinh {
  const birth = Fields.of(request.payload);
  const child = birth.object('child');
  const requester = birth.object('requester');
  return {
    ...envelope(request, birth),
    maThuTuc: 'DKKS',
    truongHop: birth.coded('case', CASE),
    nguoiYeuCau: { ...person(requester), quanHe: requester.coded('relation', RELATION) },
    nguoiDuocKhaiSinh: {
      ...some('soGiayChungSinh', child.optionalText('noticeNumber')),
      ho: child.text('familyName'),
      ...some('chuDem', child.optionalText('middleName')),
      ten: child.text('givenName'),
      ngaySinh: writeDotted(child.date('birthDate')),
      noiSinh: child.text('birthPlace'),
      gioiTinh: child.coded('sex', SEX),
      quocTich: child.text('nationality'),
      danToc: child.text('ethnicity'),
      queQuan: child.text('homeTown'),
      soBanSao: child.integer('copies'),
    },
    ...some('me', birth.optional('mother', parent)),
    ...some('cha', birth.optional('father', parent)),
    ...some('ketHon', birth.optional('marriage', marriage)),
  };
}

const parent = (person: Fields): ChaMe => ({
  hoTen: person.text('fullName'),
  ngaySinh: writeDotted(person.partialDate('birthDate')),
  ...some('soDinhDanh', person.optionalText('personalId')),
  ...some('soHoChieu', person.optionalText('passport')),
  quocTich: person.text('nationality'),
  danToc: person.text('ethnicity'),
  noiCuTru: address(person.object('residence')),
});

const marriage = (certificate: Fields): NonNullable<HoSoKhaiSinh['ketHon']> => ({
  so: certificate.text('number'),
  ...some('quyenSo', certificate.optionalText('book')),
  ngayDangKy: writeCompact(certificate.date('date')),
  noiDangKy: certificate.text('place'),
});

const STATUS: Readonly<Record<string, AgencyStatus>> = {
  '1': 'received',
  '2': 'supplement-needed',
  '3': 'in-process',
  '4': 'completed',
  '6': 'refused',
};

/** What Justice says of one dossier; undefined when it does not know it. Throws `NotThatMessage`. */
export function toReport(state: TrangThaiHoSo): AgencyReport | undefined {
  const status = Object.hasOwn(STATUS, state.trangThai) ? STATUS[state.trangThai] : undefined;
  if (status === undefined) return undefined;
  const result = status === 'completed' && state.ketQua ? toResult(state.ketQua) : undefined;
  return {
    handoff: state.maHoSo,
    message: messageId(state, result),
    status,
    ...some('reportedAt', state.thoiGian === undefined ? undefined : readTimestamp(state.thoiGian)),
    ...some('result', result),
    ...some('note', state.ghiChu === '' ? undefined : state.ghiChu),
  };
}

const toResult = (entry: KetQua): Readonly<Record<string, unknown>> => ({
  number: entry.soDangKy,
  book: entry.quyenSo,
  page: entry.trangSo,
  registeredOn: readCompact(entry.ngayDangKy),
  ...some('personalId', entry.soDinhDanh),
  document: { code: entry.maGiayTo },
});

/**
 * Justice's answers have no ids, so the same news gets the same id from its content. A supplement can be asked for twice in the
 * same words: there, and only there, the time that Justice gives is part of the news.
 */
function messageId({ maHoSo, trangThai, thoiGian, ghiChu }: TrangThaiHoSo, result: unknown): string {
  const news = { maHoSo, trangThai, ghiChu, result, ...(trangThai === '2' && { thoiGian }) };
  return createHash('sha256').update(canonicalBytes(news)).digest('hex');
}
