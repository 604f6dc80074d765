import type { DamagedAppend } from '@lienthong/audit';
import type { Bilingual } from '@lienthong/bundle';
import type { ChainFault } from '@lienthong/event-store';
import { counted } from '../language';

export const auditTexts = {
  verifying: { en: 'checking', vi: 'đang kiểm tra' },
  replaying: { en: 'deciding again', vi: 'đang quyết định lại' },
  oneOrAll: { en: 'name one dossier, or say --all', vi: 'hãy nêu mã một hồ sơ, hoặc dùng --all' },
  noDossier: (id: string, file: string): Bilingual => ({
    en: `there is no dossier ${id} in ${file}`,
    vi: `không có hồ sơ ${id} trong ${file}`,
  }),
  fault: ({ stream, revision, kind }: ChainFault): Bilingual => ({
    en: `${stream} revision ${revision}: ${kind === 'gap' ? 'events are missing before it' : 'what stands before it, or itself, was changed'}`,
    vi: `${stream} bản ghi ${revision}: ${kind === 'gap' ? 'thiếu sự kiện trước đó' : 'chính nó hoặc sự kiện trước nó đã bị thay đổi'}`,
  }),
  damaged: ({ stream, revisions: [first, last], position, reason }: DamagedAppend): Bilingual => ({
    en: `${stream} revisions ${first} to ${last}, up to position ${position}: cannot be read (${reason})`,
    vi: `${stream} bản ghi ${first} đến ${last}, tới vị trí ${position}: không đọc được (${reason})`,
  }),
  stopped: (events: number, after: string | undefined, reason: string): Bilingual => ({
    en: `behind ${events} events (position ${after ?? 'none'}) the file cannot be read: ${reason}; nothing behind it was checked`,
    vi: `sau ${events} sự kiện (vị trí ${after ?? 'không có'}) không đọc được tệp: ${reason}; phần phía sau chưa được kiểm tra`,
  }),
  verified: (events: number, streams: number, faults: number): Bilingual => ({
    en: `${counted(events, 'en')} events in ${counted(streams, 'en')} streams: ${faults === 0 ? 'every chain holds' : `${faults} fault(s)`}`,
    vi: `${counted(events, 'vi')} sự kiện trong ${counted(streams, 'vi')} chuỗi: ${faults === 0 ? 'mọi chuỗi đều nguyên vẹn' : `${faults} lỗi`}`,
  }),
  verdict: {
    en: { equal: 'equal', differs: 'differs', erased: 'erased', unreadable: 'unreadable' },
    vi: { equal: 'khớp', differs: 'khác', erased: 'đã xóa dữ liệu', unreadable: 'không đọc được' },
  },
  replayed: (decisions: number, events: number): Bilingual => ({
    en: `${decisions} decisions among ${events} events`,
    vi: `${decisions} quyết định trong ${events} sự kiện`,
  }),
  definitionChanged: {
    en: 'the definition in workflows/ is not the text that was pinned at reception',
    vi: 'định nghĩa trong workflows/ không phải là bản đã áp dụng khi tiếp nhận',
  },
  difference: (revision: number): Bilingual => ({ en: `at revision ${revision}`, vi: `tại bản ghi ${revision}` }),
  recorded: { en: 'recorded:', vi: 'đã ghi:        ' },
  decided: { en: 'decided: ', vi: 'quyết định lại:' },
  dossiers: (count: number): Bilingual => ({ en: `${count} dossiers`, vi: `${count} hồ sơ` }),
} as const;
