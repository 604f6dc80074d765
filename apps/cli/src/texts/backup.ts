import type { Manifest, Restored } from '@lienthong/backup';
import type { Bilingual } from '@lienthong/bundle';
import { counted, megabytes, type Language } from '../language';
import { localTime } from '../narration';

const sizeOf = ({ files }: Manifest): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

const facts = (manifest: Manifest, language: Language): { events: string; streams: string; size: string; at: string } => ({
  events: counted(manifest.log.events, language),
  streams: counted(manifest.log.streams, language),
  size: megabytes(sizeOf(manifest), language),
  at: localTime(manifest.createdAt),
});

export const backupTexts = {
  steps: {
    copy: { en: 'copying', vi: 'đang sao chép' },
    digest: { en: 'reading', vi: 'đang đọc lại' },
    place: { en: 'restoring', vi: 'đang phục hồi' },
  },
  made(manifest: Manifest, folder: string): Bilingual {
    const [en, vi] = [facts(manifest, 'en'), facts(manifest, 'vi')];
    return {
      en: `backup of ${en.at} in ${folder}: ${en.events} events in ${en.streams} streams, ${en.size}`,
      vi: `bản sao lưu lúc ${vi.at} trong ${folder}: ${vi.events} sự kiện trong ${vi.streams} chuỗi, ${vi.size}`,
    };
  },
  /** What a person has to keep besides; nothing if all is in the backup. */
  alsoKeep({ masterKey, signingKeys }: Manifest): readonly Bilingual[] {
    const keep: Bilingual[] = [];
    if (masterKey.fingerprint === undefined)
      keep.push({
        en: 'there was no keys.db: personal data in it cannot be read',
        vi: 'không có keys.db: không đọc được dữ liệu cá nhân trong đó',
      });
    else if (masterKey.included)
      keep.push({
        en: 'the development master key is in it: whoever has this backup can read all personal data',
        vi: 'khóa chính phát triển nằm trong đó: ai có bản sao lưu này đều đọc được mọi dữ liệu cá nhân',
      });
    else
      keep.push({
        en: `the master key is not in it. Keep ${masterKey.file} in another place: without it this backup is of no use`,
        vi: `khóa chính không nằm trong đó. Hãy cất ${masterKey.file} ở nơi khác: không có nó, bản sao lưu này vô dụng`,
      });
    if (!signingKeys.included)
      keep.push({
        en: `the keys that sign messages are not in it: they are kept in ${signingKeys.folder}`,
        vi: `khóa ký thông điệp không nằm trong đó: chúng ở ${signingKeys.folder}`,
      });
    return keep;
  },
  restored(manifest: Manifest, dataDir: string): Bilingual {
    const [en, vi] = [facts(manifest, 'en'), facts(manifest, 'vi')];
    return {
      en: `${dataDir} is as it was on ${en.at}: ${en.events} events in ${en.streams} streams. The read models are built again at the next start`,
      vi: `${dataDir} trở lại như lúc ${vi.at}: ${vi.events} sự kiện trong ${vi.streams} chuỗi. Các bảng tra cứu được dựng lại khi khởi động`,
    };
  },
  movedTo: (folder: string): Bilingual => ({ en: `what was there before is in ${folder}`, vi: `dữ liệu cũ nằm trong ${folder}` }),
  masterKeyMissing: ({ manifest }: Restored, file: string): Bilingual => ({
    en: `before you start: put the master key into ${file}, or name it in LIENTHONG_MASTER_KEY_FILE (it was kept in ${manifest.masterKey.file})`,
    vi: `trước khi khởi động: đặt khóa chính vào ${file}, hoặc chỉ ra trong LIENTHONG_MASTER_KEY_FILE (trước đây ở ${manifest.masterKey.file})`,
  }),
  start: (dataDir: string): Bilingual => ({
    en: `start: LIENTHONG_DATA_DIR=${dataDir} npx lienthong run`,
    vi: `khởi động: LIENTHONG_DATA_DIR=${dataDir} npx lienthong run`,
  }),
} as const;
