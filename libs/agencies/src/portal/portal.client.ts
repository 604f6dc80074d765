import { messageKey, type StatusMessage } from '@lienthong/status-sync';
import type { AgencyClient } from '../http';
import { writeTimestamp } from '../justice/justice.dates';
import { StatusClient, type StatusDialect } from '../status';
import { some } from '../wire';
import { portalErrors } from './portal.errors';
import { tienDo, traLoiCong, type TienDo, type TraLoiCong } from './portal.messages';

/** A status in the portal's words. */
export const toTienDo = (message: StatusMessage): TienDo => ({
  khoa: messageKey(message),
  maHoSo: message.dossier,
  ...some('maHoSoLienThong', message.linkedNumber),
  ...some('maHoSoMotCua', message.oneStopCode),
  soThuTu: message.number,
  trangThai: String(message.status),
  nguoiXuLy: message.handler,
  thoiDiemXuLy: writeTimestamp(message.at),
  donViXuLy: message.unit,
  noiDungXuLy: message.content,
  ...some('ngayBatDau', message.start && writeTimestamp(message.start)),
  ...some('ngayKetThucTheoQuyDinh', message.legalEnd && writeTimestamp(message.legalEnd)),
  ...some('ngayHenTra', message.appointment && writeTimestamp(message.appointment)),
  ...some('ngayHenTraCu', message.formerAppointment && writeTimestamp(message.formerAppointment)),
});

const dialect: StatusDialect<TienDo, TraLoiCong> = {
  target: 'portal',
  path: '/portal/tien-do',
  message: tienDo,
  reply: traLoiCong,
  errors: portalErrors,
  missing: 'TD03',
  write: toTienDo,
  error: ({ maLoi, thongBao }) => (maLoi === '0' ? undefined : { code: maLoi, text: thongBao }),
  last: ({ soThuTuCuoi }) => soThuTuCuoi,
};

/** The national portal, as it is told the statuses of dossiers. */
export class PortalClient extends StatusClient<TienDo, TraLoiCong> {
  constructor(client: AgencyClient) {
    super(client, dialect);
  }
}
