import type { Bilingual } from '@lienthong/bundle';
import { localTime, word } from '../narration';

export const dossierTexts = {
  submitted: (id: string): Bilingual => ({ en: `dossier ${id} submitted`, vi: `hồ sơ ${id} đã nộp` }),
  quarantined: (id: string, why: string): Bilingual => ({
    en: `dossier ${id} submitted; no one-stop can receive it yet (${why})`,
    vi: `hồ sơ ${id} đã nộp; chưa có Bộ phận Một cửa tiếp nhận được (${word(why, 'vi')})`,
  }),
  received: (id: string, bundle: string): Bilingual => ({
    en: `dossier ${id} received under ${bundle}`,
    vi: `hồ sơ ${id} đã được tiếp nhận theo ${bundle}`,
  }),
  returned: (id: string): Bilingual => ({ en: `the results of ${id} were returned`, vi: `đã trả kết quả của ${id}` }),
  next: { en: 'next', vi: 'tiếp theo' },
  /** @param at a moment (RFC 3339) or a revision */
  asOf(at: string, revision: number): Bilingual {
    const moment = at.includes('T') ? `${localTime(at)}:${at.slice(17, 23)}` : undefined;
    return {
      en: `AS OF ${moment === undefined ? '' : `${moment}, `}revision ${revision}; it may have gone on since`,
      vi: `TẠI ${moment === undefined ? '' : `${moment}, `}bản ghi ${revision}; từ đó hồ sơ có thể đã được xử lý tiếp`,
    };
  },
  none: { en: 'no dossiers', vi: 'không có hồ sơ nào' },
  more: (cursor: string): Bilingual => ({
    en: `there are more: --cursor ${cursor}, or --all`,
    vi: `còn nữa: --cursor ${cursor}, hoặc --all`,
  }),
  heads: {
    en: ['submitted', 'bundle', 'phase', 'outcome', 'office', 'channel', 'next move', 'id'],
    vi: ['ngày nộp', 'nhóm thủ tục', 'tình trạng', 'kết quả', 'đơn vị', 'hình thức', 'bước tiếp theo', 'mã hồ sơ'],
  },
} as const;
