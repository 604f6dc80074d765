import { object, open, oneOf, pattern, prose, text } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';

// The wire of the national portal. What a message carries is known from systems that take part (dossier code, handler, time, unit, content,
// status, start, legal end, the old and the new appointment: [P]); the names of its fields, the number and the key are our own [D]. Times are dd/MM/yyyy HH:mm:ss, the
// clock of Viet Nam, as one of the three forms that live side by side [P].

const timestamp = pattern('^\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}:\\d{2}$');
const number = { type: 'integer', minimum: 1, maximum: 10_000 };

/** `POST /portal/tien-do`: one status of a dossier. */
export interface TienDo {
  /** The message: the idempotency key, here and in the header. */
  readonly khoa: string;
  readonly maHoSo: string;
  readonly maHoSoLienThong?: string;
  readonly maHoSoMotCua?: string;
  /** 1, 2, 3 … for each dossier. */
  readonly soThuTu: number;
  readonly trangThai: string;
  readonly nguoiXuLy: string;
  readonly thoiDiemXuLy: string;
  readonly donViXuLy: string;
  readonly noiDungXuLy: string;
  readonly ngayBatDau?: string;
  readonly ngayKetThucTheoQuyDinh?: string;
  /** What the citizen is promised now, and what was promised before. */
  readonly ngayHenTra?: string;
  readonly ngayHenTraCu?: string;
}
export const tienDo = new WireSchema<TienDo>(
  object(
    {
      khoa: text,
      maHoSo: text,
      soThuTu: number,
      trangThai: oneOf('1', '2', '3', '4', '5', '6', '7', '8', '9', '10'),
      nguoiXuLy: text,
      thoiDiemXuLy: timestamp,
      donViXuLy: pattern('^\\d{5}$'),
      noiDungXuLy: text,
    },
    {
      maHoSoLienThong: text,
      maHoSoMotCua: text,
      ngayBatDau: timestamp,
      ngayKetThucTheoQuyDinh: timestamp,
      ngayHenTra: timestamp,
      ngayHenTraCu: timestamp,
    },
  ),
);

/** Every answer. `maLoi` `"0"`: all is well; else an error, perhaps only in prose with an empty code. */
export interface TraLoiCong {
  readonly maLoi: string;
  readonly thongBao: string;
  /** The last number without a gap before it; 0: none. In the answer to `GET /portal/tien-do/{maHoSo}`. */
  readonly soThuTuCuoi?: number;
}
export const traLoiCong = new WireSchema<TraLoiCong>(
  open({ maLoi: prose, thongBao: prose }, { soThuTuCuoi: { type: 'integer', minimum: 0 } }),
);
