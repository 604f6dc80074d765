import { deadline } from './deadline';
import { explain } from './explain';
import { at, state } from './testing/days-off';

describe('a deadline explains itself', () => {
  const beforeTet = deadline(state, { receivedAt: at('2026-02-13 15:01'), limit: { workingDays: 2 } });

  it('day by day in Vietnamese: 15:01 on the Friday before Tết 2026', () =>
    expect(explain(beforeTet, 'vi')).toEqual([
      'T6 13/02/2026  không tính  tiếp nhận sau 15:00',
      'T7 14/02/2026  không tính  nghỉ hằng tuần',
      'CN 15/02/2026  không tính  nghỉ hằng tuần',
      'T2 16/02/2026  không tính  nghỉ lễ: Tết Nguyên đán',
      'T3 17/02/2026  không tính  nghỉ lễ: Tết Nguyên đán',
      'T4 18/02/2026  không tính  nghỉ lễ: Tết Nguyên đán',
      'T5 19/02/2026  không tính  nghỉ lễ: Tết Nguyên đán',
      'T6 20/02/2026  không tính  nghỉ lễ: Tết Nguyên đán',
      'T7 21/02/2026  không tính  nghỉ hằng tuần',
      'CN 22/02/2026  không tính  nghỉ hằng tuần',
      'T2 23/02/2026  ngày 1      ngày làm việc',
      'T3 24/02/2026  ngày 2      ngày làm việc – hạn 17:00',
    ]));

  it('in English, with exchanged days: the first days of 2026', () =>
    expect(explain(deadline(state, { receivedAt: at('2026-01-02 10:00'), limit: { workingDays: 6 } }), 'en')).toEqual([
      'Fri 02/01/2026  not counted  day off in lieu: in exchange for Saturday 10/01/2026',
      'Sat 03/01/2026  not counted  weekly day off',
      'Sun 04/01/2026  not counted  weekly day off',
      'Mon 05/01/2026  day 1        working day',
      'Tue 06/01/2026  day 2        working day',
      'Wed 07/01/2026  day 3        working day',
      'Thu 08/01/2026  day 4        working day',
      'Fri 09/01/2026  day 5        working day',
      'Sat 10/01/2026  day 6        working Saturday: in exchange for Friday 02/01/2026 – due 17:00',
    ]));

  it('when plain days end on a day that is not worked', () =>
    expect(explain(deadline(state, { receivedAt: at('2026-04-24 10:00'), limit: { days: 3 } }), 'vi')).toEqual([
      'T6 24/04/2026  ngày 1      ngày làm việc',
      'T7 25/04/2026  ngày 2      nghỉ hằng tuần',
      'CN 26/04/2026  ngày 3      nghỉ lễ: Giỗ Tổ Hùng Vương',
      'T2 27/04/2026  không tính  nghỉ bù: Giỗ Tổ Hùng Vương',
      'T3 28/04/2026  không tính  ngày làm việc tiếp theo – hạn 17:00',
    ]));

  it('as far as it goes while the clock stands still', () => {
    const pauses = [{ from: at('2026-03-17 11:00') }];
    const paused = deadline(state, { receivedAt: at('2026-03-16 10:00'), limit: { workingDays: 3 }, pauses });
    expect(explain(paused, 'en')).toEqual([
      'Mon 16/03/2026  day 1        working day',
      'Tue 17/03/2026  not counted  clock stopped, waiting for the citizen',
    ]);
    expect(explain(paused, 'vi')[1]).toBe('T3 17/03/2026  không tính  tạm dừng, chờ công dân');
  });
});
