import { Unmappable } from '@lienthong/handoff';
import { child, handoffOf, payloads } from '../testing/requests';
import { canonicalBytes } from '../wire';
import { toHoSo, toReport } from './justice.mapping';
import { hoSo } from './justice.messages';

const request = handoffOf('birth-registration');

describe('a birth in Justice’s words', () => {
  it('keeps Justice’s schema', () => expect(hoSo.breaches(toHoSo(request))).toEqual([]));

  it('has three forms of dates, partial ones among them', () => {
    expect(toHoSo(request)).toMatchObject({
      maHoSo: request.handoff,
      ngayTiepNhan: '26/10/2026 10:15:00',
      nguoiDuocKhaiSinh: { ngaySinh: '24.10.2026', ho: 'Nguyễn', chuDem: 'Bảo', ten: 'An', gioiTinh: '2' },
      me: { ngaySinh: '11.1996' },
      cha: { ngaySinh: '1994' },
      ketHon: { ngayDangKy: '20230916', quyenSo: '01/2023' },
    });
  });

  it('leaves out who is not known', () => {
    const { mother: _mother, father: _father, marriage: _marriage, ...rest } = payloads['birth-registration'];
    const foundling = toHoSo({ ...request, payload: { ...rest, case: 'abandoned' } });
    expect(foundling).toMatchObject({ truongHop: '5' });
    expect(Object.keys(foundling)).not.toEqual(expect.arrayContaining(['me']));
    expect(hoSo.breaches(foundling)).toEqual([]);
  });

  it('cannot be said without a name, or with a case that Justice has no code for', () => {
    const { givenName: _givenName, ...nameless } = child;
    expect(() => toHoSo({ ...request, payload: { ...payloads['birth-registration'], child: nameless } })).toThrow(
      new Unmappable('/child/givenName is not a text'),
    );
    expect(() => toHoSo({ ...request, payload: { ...payloads['birth-registration'], case: 'adopted' } })).toThrow(Unmappable);
  });

  it('gives the same bytes however the marks of a name were typed', () => {
    const decomposed = { ...payloads['birth-registration'], child: { ...child, givenName: 'Ân'.normalize('NFD') } };
    const composed = { ...payloads['birth-registration'], child: { ...child, givenName: 'Ân'.normalize('NFC') } };
    expect(canonicalBytes(toHoSo({ ...request, payload: decomposed }))).toEqual(canonicalBytes(toHoSo({ ...request, payload: composed })));
  });
});

describe('what Justice says of a dossier', () => {
  const ketQua = { soDangKy: '118', quyenSo: '01/2026', trangSo: '59', ngayDangKy: '20261026', maGiayTo: 'KQ.G15.000031' };

  it.each([
    ['1', 'received'],
    ['2', 'supplement-needed'],
    ['3', 'in-process'],
    ['4', 'completed'],
    ['6', 'refused'],
  ])('%s means %s', (trangThai, status) => expect(toReport({ maHoSo: 'h', trangThai })).toMatchObject({ handoff: 'h', status }));

  it.each(['0', '5', '7', '', 'toString'])('%j means that they do not know it', (trangThai) =>
    expect(toReport({ maHoSo: 'h', trangThai })).toBeUndefined(),
  );

  it('brings the entry of the register', () => {
    expect(toReport({ maHoSo: 'h', trangThai: '4', thoiGian: '26/10/2026 10:20:00', ketQua })).toMatchObject({
      reportedAt: '2026-10-26T03:20:00.000Z',
      result: { number: '118', book: '01/2026', page: '59', registeredOn: '2026-10-26', document: { code: 'KQ.G15.000031' } },
    });
  });

  it('is the same message when it says the same, whatever the time of asking', () => {
    const first = toReport({ maHoSo: 'h', trangThai: '4', thoiGian: '26/10/2026 10:20:00', ketQua });
    const again = toReport({ maHoSo: 'h', trangThai: '4', thoiGian: '26/10/2026 10:25:00', ketQua: { ...ketQua } });
    expect(again?.message).toBe(first?.message);
  });

  it('is another message once the personal ID has come', () => {
    const before = toReport({ maHoSo: 'h', trangThai: '4', ketQua });
    const after = toReport({ maHoSo: 'h', trangThai: '4', ketQua: { ...ketQua, soDinhDanh: '079326000417' } });
    expect(after?.message).not.toBe(before?.message);
    expect(after?.result).toMatchObject({ personalId: '079326000417' });
  });

  it('is another message when a supplement is asked for a second time in the same words', () => {
    const ask = (thoiGian: string) => toReport({ maHoSo: 'h', trangThai: '2', thoiGian, ghiChu: 'Thiếu giấy chứng sinh' });
    expect(ask('26/10/2026 10:20:00')?.message).not.toBe(ask('28/10/2026 09:00:00')?.message);
    expect(ask('26/10/2026 10:20:00')?.note).toBe('Thiếu giấy chứng sinh');
  });
});
