import { list, object, oneOf, open, personalId, prose, text } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';
import { compact, diaChi, dotted, partialDotted, sex, timestamp, type DiaChi, type LoaiCuTru } from './justice.parts';
import { khaiTu, type HoSoKhaiTu } from './justice.death.messages';

// The wire of Justice's civil-status system, in its own field names. Dates: `thoiGian…`, `ngayTiepNhan` dd/MM/yyyy HH:mm:ss;
// dates of birth dd.MM.yyyy (parents: MM.yyyy, yyyy); dates of entries and certificates yyyyMMdd.

/** 1 both parents known, 2 mother unknown, 3 father unknown, 4 both unknown, 5 abandoned. */
export type TruongHop = '1' | '2' | '3' | '4' | '5';
/** 1 father, 2 mother, 3 grandparent, 4 guardian, 5 other. */
export type QuanHe = '1' | '2' | '3' | '4' | '5';

export interface ChaMe {
  readonly hoTen: string;
  readonly ngaySinh: string;
  readonly soDinhDanh?: string;
  readonly soHoChieu?: string;
  readonly quocTich: string;
  readonly danToc: string;
  readonly noiCuTru: DiaChi;
}
const chaMe = object(
  { hoTen: text, ngaySinh: partialDotted, quocTich: text, danToc: text, noiCuTru: diaChi },
  { soDinhDanh: personalId, soHoChieu: text },
);

/** A birth to be registered. */
export interface HoSoKhaiSinh {
  /** The handoff: Justice answers and is polled by it. */
  readonly maHoSo: string;
  readonly maHoSoLienThong: string;
  readonly maThuTuc: 'DKKS';
  readonly maDonVi: string;
  readonly ngayTiepNhan: string;
  readonly truongHop: TruongHop;
  readonly nguoiYeuCau: {
    readonly hoTen: string;
    readonly soDinhDanh: string;
    readonly ngaySinh: string;
    /** 1 male, 2 female. */
    readonly gioiTinh: '1' | '2';
    readonly loaiCuTru: LoaiCuTru;
    readonly diaChi: DiaChi;
    readonly quanHe: QuanHe;
    readonly soDienThoai: string;
    readonly thuDienTu?: string;
  };
  readonly nguoiDuocKhaiSinh: {
    readonly soGiayChungSinh?: string;
    readonly ho: string;
    readonly chuDem?: string;
    readonly ten: string;
    readonly ngaySinh: string;
    readonly noiSinh: string;
    readonly gioiTinh: '1' | '2';
    readonly quocTich: string;
    readonly danToc: string;
    readonly queQuan: string;
    readonly soBanSao: number;
  };
  readonly me?: ChaMe;
  readonly cha?: ChaMe;
  readonly ketHon?: { readonly so: string; readonly quyenSo?: string; readonly ngayDangKy: string; readonly noiDangKy: string };
}

const khaiSinh = object(
  {
    maHoSo: text,
    maHoSoLienThong: text,
    maThuTuc: oneOf('DKKS'),
    maDonVi: text,
    ngayTiepNhan: timestamp,
    truongHop: oneOf('1', '2', '3', '4', '5'),
    nguoiYeuCau: object(
      {
        hoTen: text,
        soDinhDanh: personalId,
        ngaySinh: dotted,
        gioiTinh: sex,
        loaiCuTru: oneOf('1', '2', '3'),
        diaChi,
        quanHe: oneOf('1', '2', '3', '4', '5'),
        soDienThoai: text,
      },
      { thuDienTu: text },
    ),
    nguoiDuocKhaiSinh: object(
      {
        ho: text,
        ten: text,
        ngaySinh: dotted,
        noiSinh: text,
        gioiTinh: sex,
        quocTich: text,
        danToc: text,
        queQuan: text,
        soBanSao: { type: 'integer', minimum: 0, maximum: 99 },
      },
      { soGiayChungSinh: text, chuDem: text },
    ),
  },
  { me: chaMe, cha: chaMe, ketHon: object({ so: text, ngayDangKy: compact, noiDangKy: text }, { quyenSo: text }) },
);

/** `POST /justice/ho-so`: something to be entered in the register. */
export type HoSo = HoSoKhaiSinh | HoSoKhaiTu;

export const hoSo = new WireSchema<HoSo>({
  type: 'object',
  required: ['maThuTuc'],
  properties: { maThuTuc: oneOf('DKKS', 'DKKT') },
  // Chosen by procedure, so that breaches name the field and not the whole.
  if: { type: 'object', properties: { maThuTuc: oneOf('DKKT') } },
  then: khaiTu,
  else: khaiSinh,
});

/** What every answer begins with. `status` `"1"`: done; `"0"`: not, for the reason that follows, often only in prose. */
export interface TraLoi {
  readonly status: '1' | '0';
  readonly statusDescription: string;
  readonly errorCode: string;
  readonly errorDescription: string;
}
export const traLoiMembers = {
  status: oneOf('1', '0'),
  statusDescription: prose,
  errorCode: prose,
  errorDescription: prose,
} as const;
export const traLoi = new WireSchema<TraLoi>(open(traLoiMembers));

/** At most this many per `POST /justice/ket-qua`; one more is an error. */
export const MOST_PER_POLL = 3;

export interface TruyVanKetQua {
  readonly danhSachMaHoSo: readonly string[];
}
export const truyVanKetQua = new WireSchema<TruyVanKetQua>(object({ danhSachMaHoSo: list(text, { minItems: 1 }) }));

export interface KetQua {
  readonly soDangKy: string;
  readonly quyenSo: string;
  readonly trangSo: string;
  readonly ngayDangKy: string;
  /** May come days after the certificate. */
  readonly soDinhDanh?: string;
  readonly maGiayTo: string;
}

export interface TrangThaiHoSo {
  readonly maHoSo: string;
  /** 1 waiting, 2 supplement, 3 processing, 4 done, 6 refused; anything else: they do not know it. */
  readonly trangThai: string;
  readonly thoiGian?: string;
  readonly ghiChu?: string;
  readonly ketQua?: KetQua;
}

export interface TraLoiKetQua extends TraLoi {
  readonly danhSachKetQua: readonly TrangThaiHoSo[];
}
export const traLoiKetQua = new WireSchema<TraLoiKetQua>(
  open({
    ...traLoiMembers,
    danhSachKetQua: list(
      open(
        { maHoSo: text, trangThai: prose },
        {
          thoiGian: timestamp,
          ghiChu: prose,
          ketQua: open({ soDangKy: text, quyenSo: text, trangSo: text, ngayDangKy: compact, maGiayTo: text }, { soDinhDanh: personalId }),
        },
      ),
    ),
  }),
);
