import { object, oneOf, personalId, text } from '../wire/schema-parts';
import { compact, diaChi, dotted, partialDotted, sex, timestamp, type DiaChi, type LoaiCuTru } from './justice.parts';

/** 1 spouse, 2 child, 3 parent, 4 sibling, 5 grandchild, 6 other relative, 7 institution, 8 other. */
export type QuanHeVoiNguoiChet = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8';
/** 1 death notice, 2 what stands in for it, 3 decision of a court. */
export type LoaiGiayBaoTu = '1' | '2' | '3';

/** A death to be registered. Its field names are our own proposal, after those of a birth. */
export interface HoSoKhaiTu {
  readonly maHoSo: string;
  readonly maHoSoLienThong: string;
  readonly maThuTuc: 'DKKT';
  readonly maDonVi: string;
  readonly ngayTiepNhan: string;
  readonly nguoiYeuCau: {
    readonly hoTen: string;
    readonly soDinhDanh: string;
    readonly ngaySinh: string;
    readonly gioiTinh: '1' | '2';
    readonly loaiCuTru: LoaiCuTru;
    readonly diaChi: DiaChi;
    readonly quanHe: QuanHeVoiNguoiChet;
    readonly soDienThoai: string;
    readonly thuDienTu?: string;
  };
  readonly nguoiChet: {
    readonly hoTen: string;
    /** dd.MM.yyyy, MM.yyyy or yyyy, as the day of the death. */
    readonly ngaySinh: string;
    readonly gioiTinh: '1' | '2';
    readonly soDinhDanh?: string;
    readonly quocTich: string;
    readonly danToc: string;
    readonly noiCuTruCuoiCung: DiaChi;
    readonly ngayChet: string;
    readonly gioChet?: number;
    readonly phutChet?: number;
    readonly noiChet: string;
    readonly nguyenNhan?: string;
  };
  /** Absent when there is none. */
  readonly giayBaoTu?: { readonly loai: LoaiGiayBaoTu; readonly so: string; readonly ngayCap: string; readonly coQuanCap: string };
  /** The document that is to be issued: an extract of the register, or a certificate. */
  readonly giayToCap: { readonly maGiayTo: string; readonly tenGiayTo: string };
}

export const khaiTu = object(
  {
    maHoSo: text,
    maHoSoLienThong: text,
    maThuTuc: oneOf('DKKT'),
    maDonVi: text,
    ngayTiepNhan: timestamp,
    nguoiYeuCau: object(
      {
        hoTen: text,
        soDinhDanh: personalId,
        ngaySinh: dotted,
        gioiTinh: sex,
        loaiCuTru: oneOf('1', '2', '3'),
        diaChi,
        quanHe: oneOf('1', '2', '3', '4', '5', '6', '7', '8'),
        soDienThoai: text,
      },
      { thuDienTu: text },
    ),
    nguoiChet: object(
      {
        hoTen: text,
        ngaySinh: partialDotted,
        gioiTinh: sex,
        quocTich: text,
        danToc: text,
        noiCuTruCuoiCung: diaChi,
        ngayChet: partialDotted,
        noiChet: text,
      },
      {
        soDinhDanh: personalId,
        gioChet: { type: 'integer', minimum: 0, maximum: 23 },
        phutChet: { type: 'integer', minimum: 0, maximum: 59 },
        nguyenNhan: text,
      },
    ),
    giayToCap: object({ maGiayTo: text, tenGiayTo: text }),
  },
  { giayBaoTu: object({ loai: oneOf('1', '2', '3'), so: text, ngayCap: compact, coQuanCap: text }) },
);
