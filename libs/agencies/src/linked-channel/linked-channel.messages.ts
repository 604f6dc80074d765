import { object, open, oneOf, pattern, prose, text } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';

// The wire of the linked-service channel, civil-status leg. The statuses, their order and the form of the answers are known from systems
// that take part [P]; the names of the message's fields, the number and the key are our own [D]. Times are dd/MM/yyyy HH:mm:ss, the
// clock of Viet Nam. Where a supplement carries no deadline, the channel's default of seven
// working days holds [P].

const timestamp = pattern('^\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}:\\d{2}$');

/** `POST /linked-channel/ho-tich/trang-thai`: one status of a dossier's civil-status leg. */
export interface TrangThaiHoTich {
  /** The message: the idempotency key, here and in the header. */
  readonly khoa: string;
  readonly maHoSo: string;
  readonly maHoSoLienThong?: string;
  readonly maHoSoMotCua?: string;
  /** 1, 2, 3 … for each dossier. */
  readonly soThuTu: number;
  readonly trangThai: string;
  readonly thoiGian: string;
  readonly nguoiXuLy: string;
  readonly donVi: string;
  readonly noiDung: string;
  /** With status 2: until when the citizen may supplement. */
  readonly hanBoSung?: string;
  /** What the citizen is promised now, and what was promised before. */
  readonly ngayHenTra?: string;
  readonly ngayHenTraCu?: string;
  /** With status 4: which document came about, e.g. `KQ.G15.000031` for a birth certificate. */
  readonly maGiayTo?: string;
}
export const trangThaiHoTich = new WireSchema<TrangThaiHoTich>(
  object(
    {
      khoa: text,
      maHoSo: text,
      soThuTu: { type: 'integer', minimum: 1, maximum: 10_000 },
      trangThai: oneOf('1', '2', '3', '4', '5', '6', '7'),
      thoiGian: timestamp,
      nguoiXuLy: text,
      donVi: pattern('^\\d{5}$'),
      noiDung: text,
    },
    {
      maHoSoLienThong: text,
      maHoSoMotCua: text,
      hanBoSung: timestamp,
      ngayHenTra: timestamp,
      ngayHenTraCu: timestamp,
      maGiayTo: pattern('^KQ\\.G\\d{2}\\.\\d{6}$'),
    },
  ),
);

/** Every answer. `status` `"1"`: all is well; `"0"`: not, for the reason that follows, often only in prose. */
export interface TraLoiKenh {
  readonly status: '1' | '0';
  readonly statusDescription: string;
  readonly errorCode: string;
  readonly errorDescription: string;
  /** The last number without a gap before it; 0: none. In the answer to `GET /linked-channel/ho-tich/trang-thai/{maHoSo}`. */
  readonly soThuTuCuoi?: number;
}
export const traLoiKenh = new WireSchema<TraLoiKenh>(
  open(
    { status: oneOf('1', '0'), statusDescription: prose, errorCode: prose, errorDescription: prose },
    { soThuTuCuoi: { type: 'integer', minimum: 0 } },
  ),
);
