import type { Bilingual } from '@lienthong/bundle';
import { counted, type Language } from '../../cli/src/language';

/** A figure as it came out, against the one that is known. */
export interface Check {
  readonly what: 'received' | 'online' | 'linked';
  readonly found: number;
  readonly known: number;
}

const WHAT: Readonly<Record<Check['what'], Bilingual>> = {
  received: { en: 'dossiers received', vi: 'hồ sơ tiếp nhận' },
  online: { en: 'of them online', vi: 'trong đó trực tuyến' },
  linked: { en: 'of them linked (their share is assumed)', vi: 'trong đó liên thông (tỷ lệ là giả định)' },
};

export const texts = {
  playing: { en: 'dossiers', vi: 'hồ sơ' },
  title: (year: number): Bilingual => ({ en: `A district in ${year}`, vi: `Một huyện năm ${year}` }),
  check: ({ what, found, known }: Check, language: Language): string => {
    const [figure, other] = [counted(found, language), counted(known, language)];
    const right = { en: `as in the facts: ${figure}`, vi: `đúng số liệu: ${figure}` };
    const wrong = { en: `NOT AS IN THE FACTS: ${figure} instead of ${other}`, vi: `SAI SỐ LIỆU: ${figure}, số đúng là ${other}` };
    return `${(found === known ? right : wrong)[language]} ${WHAT[what][language]}`;
  },
  took: (seconds: string, events: string): Bilingual => ({
    en: `played in ${seconds} s, ${events} events in the log`,
    vi: `mô phỏng trong ${seconds} giây, ${events} sự kiện trong nhật ký`,
  }),
  kept: (dir: string): Bilingual => ({
    en: `The data is kept in ${dir}`,
    vi: `Dữ liệu được giữ trong ${dir}`,
  }),
  notEmpty: (dir: string): Bilingual => ({
    en: `${dir}: there is a log already; name an empty folder`,
    vi: `${dir}: đã có nhật ký; hãy chọn thư mục trống`,
  }),
  stopped: { en: 'stopped before the year was over', vi: 'đã dừng trước khi hết năm' },
} as const;
