import type { ProcedureKey } from '@lienthong/bundle';
import { Unmappable } from '@lienthong/handoff';
import { deceased, handoffOf, payloads } from '../testing/requests';
import { toHoSo, toReport } from './justice.mapping';
import { hoSo } from './justice.messages';

const payload = payloads['death-registration'];
const death = (more: Readonly<Record<string, unknown>> = {}) =>
  toHoSo(handoffOf('death-registration', { payload: { ...payload, ...more } }));

describe('a death in Justice’s words', () => {
  it('keeps Justice’s schema', () => expect(hoSo.breaches(death())).toEqual([]));

  it('has three forms of dates, partial ones among them', () =>
    expect(death()).toMatchObject({
      maThuTuc: 'DKKT',
      maDonVi: '26734',
      ngayTiepNhan: '26/10/2026 10:15:00',
      nguoiYeuCau: { quanHe: '2' },
      nguoiChet: { ngaySinh: '1944', ngayChet: '10.2026', gioChet: 4, phutChet: 5 },
      giayBaoTu: { loai: '2', ngayCap: '20261025' },
    }));

  it('names the document that is to be issued', () =>
    expect(death({ document: { code: 'KQ.X', title: 'Giấy chứng tử' } })).toMatchObject({
      giayToCap: { maGiayTo: 'KQ.X', tenGiayTo: 'Giấy chứng tử' },
    }));

  it('leaves out what is not known', () => {
    const { personalId: _personalId, ...unknown } = deceased;
    const bare = death({ deceased: { ...unknown, death: { date: '2026', place: 'Trên biển' } }, deathNotice: { kind: 'none' } });
    expect(hoSo.breaches(bare)).toEqual([]);
    expect(bare).not.toHaveProperty('giayBaoTu');
    expect(bare).not.toHaveProperty('nguoiChet.gioChet');
  });

  it('is not possible with a relation that Justice has no code for, or for another agency’s procedure', () => {
    expect(() => death({ requester: { ...payload.requester, relation: 'neighbour' } })).toThrow(
      new Unmappable('/requester/relation has no code at the agency'),
    );
    expect(() => toHoSo(handoffOf('death-registration', { procedure: 'residence-deletion' as ProcedureKey }))).toThrow(Unmappable);
  });
});

it('the entry of a death comes with the document that was issued', () =>
  expect(
    toReport({
      maHoSo: 'h',
      trangThai: '4',
      ketQua: { soDangKy: '61', quyenSo: '01/2026', trangSo: '31', ngayDangKy: '20261026', maGiayTo: 'KQ.G15.000034' },
    })?.result,
  ).toEqual({ number: '61', book: '01/2026', page: '31', registeredOn: '2026-10-26', document: { code: 'KQ.G15.000034' } }));
