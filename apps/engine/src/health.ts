import { statfs } from 'node:fs/promises';
import type { KeyVault } from '@lienthong/access';
import type { AgencyCode, Bilingual } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import type { HandoffBoard, HandoffQueue } from '@lienthong/handoff';

/** Everything that keeps an engine from its work, by stable code. */
export const TROUBLES = {
  'read-model-stopped': {
    vi: 'Các bảng tra cứu đứng yên: không ghi được hoặc có sự kiện không áp dụng được. Hệ thống sẽ tự thử lại; nếu vẫn lỗi, xem nhật ký lỗi rồi chạy "lienthong read-models rebuild".',
    en: 'The read models stand still: they cannot be written, or an event cannot be applied. The engine tries again by itself; if it stays, look at what the engine said, then run "lienthong read-models rebuild".',
  },
  'log-not-writable': {
    vi: 'Lần ghi nhật ký sự kiện gần nhất không thành công, hoặc luồng ghi đã dừng; kiểm tra ổ đĩa, xem nhật ký lỗi.',
    en: 'The last write to the log failed, or its writer is dead. Look at the disk, and at what the engine said.',
  },
  'disk-space-low': {
    vi: 'Ổ đĩa chứa dữ liệu sắp đầy; giải phóng hoặc mở rộng dung lượng.',
    en: 'The disk that holds the data is nearly full. Make room.',
  },
  'board-unreadable': {
    vi: 'Không đọc được danh sách lần chuyển, nên không có gì được gửi đến các cơ quan; khởi động lại.',
    en: 'The list of handoffs cannot be read, so nothing is sent to agencies. Restart.',
  },
  'keys-unreadable': {
    vi: 'Không đọc được các khóa của dữ liệu cá nhân, nên không mở và không nhận được hồ sơ nào; không mất dữ liệu. Kiểm tra PostgreSQL trong LIENTHONG_KEYS_URL; hệ thống tự chạy tiếp.',
    en: 'The keys of personal data cannot be read, so no dossier is opened or taken in; nothing is lost. Look at the PostgreSQL of LIENTHONG_KEYS_URL: the engine goes on by itself.',
  },
  'queue-away': {
    vi: 'Không dùng được hàng đợi Redis nên chưa có gì được gửi đến các cơ quan; không mất dữ liệu. Kiểm tra Redis; khi dùng lại được, hệ thống tự gửi tiếp.',
    en: 'The queue in Redis cannot be used, so nothing is sent to agencies; nothing is lost. Look at Redis: the engine goes on by itself once it is there.',
  },
} as const satisfies Record<string, Bilingual>;

export type TroubleCode = keyof typeof TROUBLES;

export interface Trouble {
  readonly code: TroubleCode;
  readonly message: Bilingual;
}

interface Looked {
  /** The log; see `SqliteEventStore.trouble`. */
  readonly store: { readonly trouble: string | undefined };
  /** See `ReadModels.trouble`. */
  readonly readModels: { readonly trouble: string | undefined };
  readonly board: Pick<HandoffBoard, 'nextDueAfter'>;
  readonly queue: Pick<HandoffQueue, 'trouble'>;
  readonly vault: Pick<KeyVault, 'find'>;
  readonly clock: Clock;
  /** A folder on the disk that may become full. */
  readonly disk: string;
  /** With less space on the disk than this, the engine is not well. */
  readonly minFreeBytes: number;
}

/** Looks whether the engine can do its work. */
export class Health {
  constructor(private readonly at: Looked) {}

  /** Why the engine does not do its work, as it is at this moment; empty while all is well. */
  async troubles(): Promise<readonly Trouble[]> {
    const { store, readModels, board, queue, vault, clock, disk, minFreeBytes } = this.at;
    const codes = new Set<TroubleCode>();
    if (readModels.trouble !== undefined) codes.add('read-model-stopped');
    if (store.trouble !== undefined) codes.add('log-not-writable');
    if ((await freeBytes(disk)) < minFreeBytes) codes.add('disk-space-low');
    if (!(await works(() => board.nextDueAfter('justice' as AgencyCode, clock.now())))) codes.add('board-unreadable');
    if (!(await works(async () => vault.find('health')))) codes.add('keys-unreadable');
    if (queue.trouble !== undefined) codes.add('queue-away');
    return [...codes].map((code) => ({ code, message: TROUBLES[code] }));
  }
}

async function works(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

/** What is left for the engine on the disk of a folder; nothing, where that cannot be told. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
