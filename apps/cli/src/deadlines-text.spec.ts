import type { DeadlinesView } from '@lienthong/dossier';
import { deadlinesText } from './deadlines-text';

const MINUTE = 60_000;
const view = (changes: object) => ({ deadlines: [], pauses: [], time: {}, ...changes }) as object as DeadlinesView;

describe('the time of a dossier in a terminal', () => {
  it('says with whom it lay, how long, and where it is now', () => {
    const text = deadlinesText(
      view({ holder: 'citizen', time: { 'agency:police': 26 * 60 * MINUTE + 5_000, citizen: 0, operator: 0 } }),
      'vi',
      false,
    );
    expect(text.split('\n').slice(2)).toEqual([
      'Hồ sơ đã ở:',
      '   1d 02:00:05  tại cơ quan police',
      '      00:00:00  ở công dân (hiện nay)',
    ]);
  });

  it('says that nothing is due before the reception', () =>
    expect(deadlinesText(view({}), 'en', true)).toMatch(/^no deadline: nothing was received yet/));

  it('explains every day only when asked', () => {
    const deadline = {
      of: 'dossier',
      state: 'running',
      legal: { due: '2026-10-28T10:00:00.000Z' },
      promised: '2026-10-30T10:00:00.000Z',
      missed: '2026-10-28T10:00:00.000Z',
      explanation: { vi: ['T4 28/10/2026  ngày 1'], en: ['Wed 28/10/2026  day 1'] },
    };
    const say = (explained: boolean) => deadlinesText(view({ deadlines: [deadline] }), 'vi', explained);
    expect(say(false)).toContain('hạn theo luật 28/10/2026 17:00, hẹn trả 30/10/2026 17:00');
    expect(say(false)).toContain('QUÁ HẠN');
    expect([say(false), say(true)].map((text) => text.includes('T4 28/10/2026  ngày 1'))).toEqual([false, true]);
  });
});
