import { instant } from '@lienthong/calendar';
import type { DossierId, OfficeCode } from '@lienthong/dossier/domain';
import { lookUp } from '../wire';
import { toTrangThai } from './linked-channel.client';
import { linkedChannelErrors } from './linked-channel.errors';
import { trangThaiHoTich } from './linked-channel.messages';

describe('a status in the channel’s words', () => {
  it('says with 4 which document came about', () => {
    const said = toTrangThai({
      dossier: '019a9f00-0000-7000-8000-000000000001' as DossierId,
      number: 4,
      status: 4,
      at: instant('2026-10-26T03:15:00Z'),
      handler: 'agency:justice',
      unit: '26734' as OfficeCode,
      content: 'Đã đăng ký hộ tịch',
      linkedNumber: 'G22.99.08-260921-896048',
      resultCode: 'KQ.G15.000031',
    });
    expect(said).toEqual({
      khoa: '019a9f00-0000-7000-8000-000000000001.4',
      maHoSo: '019a9f00-0000-7000-8000-000000000001',
      maHoSoLienThong: 'G22.99.08-260921-896048',
      soThuTu: 4,
      trangThai: '4',
      thoiGian: '26/10/2026 10:15:00',
      nguoiXuLy: 'agency:justice',
      donVi: '26734',
      noiDung: 'Đã đăng ký hộ tịch',
      maGiayTo: 'KQ.G15.000031',
    });
    expect(trangThaiHoTich.breaches(said)).toEqual([]);
  });

  it('says with 2 until when a supplement may come, and what is promised', () => {
    const said = toTrangThai({
      dossier: '019a9f00-0000-7000-8000-000000000001' as DossierId,
      number: 4,
      status: 2,
      at: instant('2026-10-26T03:15:00Z'),
      handler: 'agency:justice',
      unit: '26734' as OfficeCode,
      content: 'Yêu cầu bổ sung hồ sơ',
      respondBy: instant('2026-11-04T10:00:00Z'),
      appointment: instant('2026-10-29T10:00:00Z'),
      formerAppointment: instant('2026-10-28T10:00:00Z'),
    });
    expect(said).toMatchObject({
      hanBoSung: '04/11/2026 17:00:00',
      ngayHenTra: '29/10/2026 17:00:00',
      ngayHenTraCu: '28/10/2026 17:00:00',
    });
    expect(trangThaiHoTich.breaches(said)).toEqual([]);
  });
});

describe('what the channel says in prose', () => {
  it.each(['Trạng thái đã được tiếp nhận trước đó', 'Lỗi: HỒ SƠ ĐÃ ĐƯỢC TIẾP NHẬN'])('is that it has it already: %s', (text) =>
    expect(lookUp(linkedChannelErrors, '', text)).toMatchObject({ verdict: 'acknowledged' }),
  );

  it('is that something before it is missing', () =>
    expect(lookUp(linkedChannelErrors, '', 'Thiếu trạng thái trước: đã có 2')).toMatchObject({ code: 'LT03' }));

  it('is neither for what was not received', () => expect(lookUp(linkedChannelErrors, '', 'Hồ sơ chưa được tiếp nhận')).toBeUndefined());
});
