import { instant } from '@lienthong/calendar';
import type { DossierId, OfficeCode } from '@lienthong/dossier/domain';
import type { StatusMessage } from '@lienthong/status-sync';
import { toTienDo } from './portal.client';
import { tienDo } from './portal.messages';

const MESSAGE: StatusMessage = {
  dossier: '019a9f00-0000-7000-8000-000000000001' as DossierId,
  number: 3,
  status: 4,
  at: instant('2026-12-31T17:30:05.250Z'),
  handler: 'agency:justice',
  unit: '26734' as OfficeCode,
  content: 'Đang xử lý',
};

describe('a status in the portal’s words', () => {
  it('has times by the clock of Viet Nam', () =>
    expect(toTienDo(MESSAGE)).toEqual({
      khoa: '019a9f00-0000-7000-8000-000000000001.3',
      maHoSo: '019a9f00-0000-7000-8000-000000000001',
      soThuTu: 3,
      trangThai: '4',
      nguoiXuLy: 'agency:justice',
      thoiDiemXuLy: '01/01/2027 00:30:05',
      donViXuLy: '26734',
      noiDungXuLy: 'Đang xử lý',
    }));

  it('has the codes, the start, the legal end and both appointments where they are known', () => {
    const known = {
      ...MESSAGE,
      linkedNumber: 'G22.99.08-260921-896048',
      oneStopCode: 'H21.35.38-240530-0001',
      start: instant('2026-12-30T02:00:00Z'),
      legalEnd: instant('2027-01-05T10:00:00Z'),
      appointment: instant('2027-01-07T10:00:00Z'),
      formerAppointment: instant('2027-01-05T10:00:00Z'),
    };
    expect(toTienDo(known)).toMatchObject({
      maHoSoLienThong: 'G22.99.08-260921-896048',
      maHoSoMotCua: 'H21.35.38-240530-0001',
      ngayBatDau: '30/12/2026 09:00:00',
      ngayKetThucTheoQuyDinh: '05/01/2027 17:00:00',
      ngayHenTra: '07/01/2027 17:00:00',
      ngayHenTraCu: '05/01/2027 17:00:00',
    });
    expect(tienDo.breaches(toTienDo(known))).toEqual([]);
  });

  it('is none for what the portal does not know', () =>
    expect(tienDo.breaches(toTienDo({ ...MESSAGE, status: 11 }))).toEqual(['/trangThai must be equal to one of the allowed values']));
});
