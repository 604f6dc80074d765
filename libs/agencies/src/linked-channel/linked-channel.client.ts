import { messageKey, type StatusMessage } from '@lienthong/status-sync';
import type { AgencyClient } from '../http';
import { writeTimestamp } from '../justice/justice.dates';
import { StatusClient, type StatusDialect } from '../status';
import { some } from '../wire';
import { linkedChannelErrors } from './linked-channel.errors';
import { traLoiKenh, trangThaiHoTich, type TraLoiKenh, type TrangThaiHoTich } from './linked-channel.messages';

/** A status in the channel's words. */
export const toTrangThai = (message: StatusMessage): TrangThaiHoTich => ({
  khoa: messageKey(message),
  maHoSo: message.dossier,
  ...some('maHoSoLienThong', message.linkedNumber),
  ...some('maHoSoMotCua', message.oneStopCode),
  soThuTu: message.number,
  trangThai: String(message.status),
  thoiGian: writeTimestamp(message.at),
  nguoiXuLy: message.handler,
  donVi: message.unit,
  noiDung: message.content,
  ...some('hanBoSung', message.respondBy && writeTimestamp(message.respondBy)),
  ...some('ngayHenTra', message.appointment && writeTimestamp(message.appointment)),
  ...some('ngayHenTraCu', message.formerAppointment && writeTimestamp(message.formerAppointment)),
  ...some('maGiayTo', message.resultCode),
});

const dialect: StatusDialect<TrangThaiHoTich, TraLoiKenh> = {
  target: 'channel',
  path: '/linked-channel/ho-tich/trang-thai',
  message: trangThaiHoTich,
  reply: traLoiKenh,
  errors: linkedChannelErrors,
  missing: 'LT03',
  write: toTrangThai,
  error: ({ status, errorCode, errorDescription, statusDescription }) =>
    status === '1' ? undefined : { code: errorCode, text: errorDescription || statusDescription },
  last: ({ soThuTuCuoi }) => soThuTuCuoi,
};

/** The linked-service channel, as it is told the statuses of civil-status legs. */
export class LinkedChannelClient extends StatusClient<TrangThaiHoTich, TraLoiKenh> {
  constructor(client: AgencyClient) {
    super(client, dialect);
  }
}
