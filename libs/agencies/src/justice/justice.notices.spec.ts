import { Unmappable } from '@lienthong/handoff';
import { handoffOf, noticeOf } from '../testing/requests';
import { toHoSo } from './justice.mapping';
import { thongBao, toThongBao } from './justice.notices';

const say = (request: ReturnType<typeof noticeOf>) => toThongBao(request, request.about!);

describe('a notice in Justice’s words', () => {
  it.each([
    ['supplement', '1'],
    ['correction', '2'],
    ['withdrawal', '3'],
  ] as const)('keeps Justice’s schema: %s', (kind, loaiThongBao) => {
    const notice = say(noticeOf('birth-registration', kind));
    expect(thongBao.breaches(notice)).toEqual([]);
    expect(notice).toMatchObject({
      loaiThongBao,
      lanThu: 1,
      maHoSo: handoffOf('birth-registration').handoff,
      ngayGui: '26/10/2026 10:15:00',
    });
  });

  it('brings the whole dossier as it is now, under its own key', () =>
    expect(say(noticeOf('birth-registration', 'supplement')).hoSo).toEqual(toHoSo(handoffOf('birth-registration'))));

  it('brings nothing but what it is about when it withdraws', () => {
    const withdrawal = say(noticeOf('birth-registration', 'withdrawal'));
    expect(withdrawal).not.toHaveProperty('hoSo');
    expect(thongBao.breaches({ ...withdrawal, hoSo: toHoSo(handoffOf('birth-registration')) })).not.toEqual([]);
    expect(thongBao.breaches({ ...withdrawal, loaiThongBao: '2' })).not.toEqual([]);
  });

  it('cannot correct what the dossier itself could not say', () =>
    expect(() => say(noticeOf('birth-registration', 'correction', { payload: {} }))).toThrow(Unmappable));
});
