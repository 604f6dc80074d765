import type { Bilingual } from '@lienthong/bundle';
import type { Refusal } from '@lienthong/backup';

/** What is said when something could not be done, or was not done. Each says what to do next. */
export const failures = {
  urlInvalid: (url: string): Bilingual => ({
    en: `--url ${url}: not an address such as http://127.0.0.1:3000`,
    vi: `--url ${url}: không phải là địa chỉ như http://127.0.0.1:3000`,
  }),
  actorInvalid: (actor: string, why: string): Bilingual => ({
    en: `--actor ${actor}: ${why}, such as: kind=officer; id=tran.thi.b; office=26734`,
    vi: `--actor ${actor}: ${why}; ví dụ: kind=officer; id=tran.thi.b; office=26734`,
  }),
  noEngine: (url: string): Bilingual => ({
    en: `no engine answers at ${url}: start one with "npm start", or name it with --url`,
    vi: `không có hệ thống nào trả lời tại ${url}: khởi động bằng "npm start", hoặc chỉ ra địa chỉ bằng --url`,
  }),
  notAnEngine: (status: number): Bilingual => ({
    en: `what answers there is no engine (HTTP ${status})`,
    vi: `chương trình trả lời tại đó không phải là hệ thống Liên thông (HTTP ${status})`,
  }),
  noLog: (file: string): Bilingual => ({
    en: `there is no log ${file}: name the data directory with --data, or start the engine once`,
    vi: `không có nhật ký ${file}: chỉ ra thư mục dữ liệu bằng --data, hoặc khởi động hệ thống một lần`,
  }),
  settingsUnusable: (mistakes: readonly string[]): Bilingual => ({
    en: `the settings cannot be used: ${mistakes.join('; ')}`,
    vi: `không dùng được cấu hình: ${mistakes.join('; ')}`,
  }),
  notStarted: (program: Bilingual): Bilingual => ({
    en: `${program.en} could not be started; see above`,
    vi: `không khởi động được ${program.vi}; xem thông báo ở trên`,
  }),
  folderUnreadable: (folder: string): Bilingual => ({ en: `there is no folder ${folder}`, vi: `không có thư mục ${folder}` }),
  /** What a library says, in English, with what it is about in the reader's language. */
  ofLibrary: (code: string, message: string): Bilingual => ({ en: message, vi: `${LIBRARY[code] ?? LIBRARY['unexpected']}: ${message}` }),
};

const LIBRARY: Readonly<Record<string, string>> = {
  'log-format': 'không đọc được nhật ký',
  'log-in-use': 'nhật ký đang được một hệ thống khác sử dụng',
  'log-address-invalid': 'địa chỉ nhật ký không đúng',
  'log-refused': 'máy chủ nhật ký từ chối',
  'log-unavailable': 'máy chủ nhật ký không trả lời',
  'wrong-master-key': 'khóa chính không đúng hoặc không có',
  'seal-broken': 'không mở được dữ liệu đã niêm phong',
  'copy-failed': 'không sao chép được',
  ENOENT: 'không có tệp hoặc thư mục',
  EACCES: 'không có quyền truy cập',
  ENOSPC: 'ổ đĩa đã đầy',
  unexpected: 'lỗi ngoài dự kiến',
};

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;

/** Why no backup was made or restored, and what to do. */
export function refusalText(refusal: Refusal): Bilingual {
  switch (refusal.code) {
    case 'no-log':
      return failures.noLog(refusal.file);
    case 'backup-there':
      return {
        en: `${refusal.folder} is there already and is left as it is: name another folder`,
        vi: `${refusal.folder} đã có và được giữ nguyên: hãy đặt tên thư mục khác`,
      };
    case 'backup-running':
      return {
        en: `another backup is being written to ${refusal.folder} at this moment: wait for it, or name another folder`,
        vi: `một bản sao lưu khác đang được ghi vào ${refusal.folder}: hãy đợi, hoặc đặt tên thư mục khác`,
      };
    case 'no-development-key':
      return {
        en: `--with-development-key: no development master key is in use (${refusal.file}); a configured master key is kept by you, apart from backups`,
        vi: `--with-development-key: không dùng khóa chính phát triển (${refusal.file}); khóa chính đã cấu hình do bạn tự giữ, tách khỏi bản sao lưu`,
      };
    case 'no-space':
      return {
        en: `there is no space for it in ${refusal.folder}: ${megabytes(refusal.needed)} are needed, ${megabytes(refusal.free)} are free`,
        vi: `không đủ chỗ trong ${refusal.folder}: cần ${megabytes(refusal.needed)}, còn trống ${megabytes(refusal.free)}`,
      };
    case 'not-a-backup':
      return {
        en: `${refusal.folder} is no backup: it has no manifest.json of one (a folder named .partial was interrupted: make the backup again)`,
        vi: `${refusal.folder} không phải là bản sao lưu: không có manifest.json (thư mục .partial là bản bị gián đoạn: hãy sao lưu lại)`,
      };
    case 'backup-newer':
      return {
        en: `${refusal.folder} was made by a newer program (format ${refusal.format}): restore it with that one or a later one`,
        vi: `${refusal.folder} do phiên bản mới hơn tạo ra (định dạng ${refusal.format}): hãy phục hồi bằng phiên bản đó hoặc mới hơn`,
      };
    case 'backup-damaged':
      return {
        en: `${refusal.folder} is not as it was made: ${refusal.files.join(', ')}. Nothing was changed; restore another backup`,
        vi: `${refusal.folder} không còn nguyên vẹn: ${refusal.files.join(', ')}. Chưa có gì bị thay đổi; hãy phục hồi bản sao lưu khác`,
      };
    case 'data-there':
      return {
        en: `there are data in ${refusal.folder} (${refusal.files.join(', ')}): name another directory with --data, or say --move-old-aside to keep them in a folder of their own`,
        vi: `đã có dữ liệu trong ${refusal.folder} (${refusal.files.join(', ')}): chỉ ra thư mục khác bằng --data, hoặc dùng --move-old-aside để chuyển chúng sang thư mục riêng`,
      };
    case 'engine-running':
      return {
        en: `an engine works on ${refusal.folder}: stop it first`,
        vi: `một hệ thống đang chạy trên ${refusal.folder}: hãy dừng nó trước`,
      };
    case 'wrong-master-key':
      return {
        en: `${refusal.file} is not the master key of this backup: put the right one there (LIENTHONG_MASTER_KEY_FILE)`,
        vi: `${refusal.file} không phải là khóa chính của bản sao lưu này: hãy đặt đúng khóa vào đó (LIENTHONG_MASTER_KEY_FILE)`,
      };
  }
}
