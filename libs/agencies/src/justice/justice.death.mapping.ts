import type { HandoffRequest } from '@lienthong/handoff';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import { writeCompact, writeDotted } from './justice.dates';
import type { HoSoKhaiTu } from './justice.death.messages';
import { address, envelope, person, SEX } from './justice.persons';

const RELATION = {
  spouse: '1',
  child: '2',
  parent: '3',
  sibling: '4',
  grandchild: '5',
  'other-relative': '6',
  institution: '7',
  other: '8',
} as const;
const NOTICE = { 'death-notice': '1', substitute: '2', 'court-decision': '3' } as const;

/** The death to be registered, in Justice's words. Throws `Unmappable`. */
export function toHoSoKhaiTu(request: HandoffRequest): HoSoKhaiTu {
  const payload = Fields.of(request.payload);
  const requester = payload.object('requester');
  const notice = payload.object('deathNotice');
  const document = payload.object('document');
  return {
    ...envelope(request, payload),
    maThuTuc: 'DKKT',
    nguoiYeuCau: { ...person(requester), quanHe: requester.coded('relation', RELATION) },
    nguoiChet: deceased(payload.object('deceased')),
    ...some('giayBaoTu', notice.text('kind') === 'none' ? undefined : deathNotice(notice)),
    giayToCap: { maGiayTo: document.text('code'), tenGiayTo: document.text('title') },
  };
}

function deceased(one: Fields): HoSoKhaiTu['nguoiChet'] {
  const death = one.object('death');
  return {
    hoTen: one.text('fullName'),
    ngaySinh: writeDotted(one.partialDate('birthDate')),
    gioiTinh: one.coded('sex', SEX),
    ...some('soDinhDanh', one.optionalText('personalId')),
    quocTich: one.text('nationality'),
    danToc: one.text('ethnicity'),
    noiCuTruCuoiCung: address(one.object('lastResidence')),
    ngayChet: writeDotted(death.partialDate('date')),
    ...some('gioChet', death.has('hour') ? death.integer('hour') : undefined),
    ...some('phutChet', death.has('minute') ? death.integer('minute') : undefined),
    noiChet: death.text('place'),
    ...some('nguyenNhan', death.optionalText('cause')),
  };
}

const deathNotice = (notice: Fields): NonNullable<HoSoKhaiTu['giayBaoTu']> => ({
  loai: notice.coded('kind', NOTICE),
  so: notice.text('number'),
  ngayCap: writeCompact(notice.date('date')),
  coQuanCap: notice.text('issuer'),
});
