import type { Bilingual } from '@lienthong/bundle';

export const timeTexts = {
  verification: (procedure: string): Bilingual => ({
    en: `${procedure}: facts have to be verified, the longer limit applies`,
    vi: `${procedure}: phải xác minh, áp dụng thời hạn dài hơn`,
  }),
  apology: (number: number, day: string): Bilingual => ({
    en: `apology ${number} recorded; the results are promised for ${day.split('-').reverse().join('/')} now`,
    vi: `đã ghi phiếu xin lỗi số ${number}; hẹn trả kết quả ngày ${day.split('-').reverse().join('/')}`,
  }),
  none: { en: 'no deadline: nothing was received yet', vi: 'chưa có thời hạn: hồ sơ chưa được tiếp nhận' },
  whole: { en: 'the dossier as a whole', vi: 'toàn bộ hồ sơ' },
  legal: { en: 'due by law', vi: 'hạn theo luật' },
  promised: { en: 'promised', vi: 'hẹn trả' },
  missed: { en: 'MISSED', vi: 'QUÁ HẠN' },
  state: {
    running: { en: 'time runs', vi: 'đang tính' },
    paused: { en: 'stands still for the citizen', vi: 'tạm dừng, chờ công dân' },
    ended: { en: 'ended', vi: 'đã kết thúc' },
  },
  lay: { en: 'It lay', vi: 'Hồ sơ đã ở' },
  holder: {
    'one-stop': { en: 'at the one-stop', vi: 'tại bộ phận Một cửa' },
    citizen: { en: 'with the citizen', vi: 'ở công dân' },
    'in-transit': { en: 'in transit', vi: 'trên đường chuyển' },
    operator: { en: 'parked, with an operator', vi: 'dừng lại, chờ người vận hành' },
    'late-result': { en: 'waiting for a late result', vi: 'chờ kết quả đến sau' },
    agency: { en: 'with the agency', vi: 'tại cơ quan' },
  },
  now: { en: 'now', vi: 'hiện nay' },
} as const;
