import type { HandoffRequest } from '@lienthong/handoff';
import type { Fields } from '../wire/fields';
import { some } from '../wire/some';
import { writeDotted, writeTimestamp } from './justice.dates';
import type { DiaChi } from './justice.parts';

export const SEX = { male: '1', female: '2' } as const;
const RESIDENCE = { permanent: '1', temporary: '2', current: '3' } as const;

/** What every dossier begins with. */
export const envelope = (request: HandoffRequest, payload: Fields) => ({
  maHoSo: request.handoff,
  maHoSoLienThong: request.dossier,
  maDonVi: payload.optionalText('receivingCommune') ?? request.office,
  ngayTiepNhan: writeTimestamp(request.requestedAt),
});

/** Who requests, without the relation: that has other codes at a birth and at a death. */
export const person = (requester: Fields) => ({
  hoTen: requester.text('fullName'),
  soDinhDanh: requester.text('personalId'),
  ngaySinh: writeDotted(requester.date('birthDate')),
  gioiTinh: requester.coded('sex', SEX),
  loaiCuTru: requester.coded('residenceKind', RESIDENCE),
  diaChi: address(requester.object('address')),
  soDienThoai: requester.text('phone'),
  ...some('thuDienTu', requester.optionalText('email')),
});

export const address = (place: Fields): DiaChi => ({
  maTinh: place.text('province'),
  maXa: place.text('commune'),
  chiTiet: place.text('line'),
});
