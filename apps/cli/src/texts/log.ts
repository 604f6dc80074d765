import type { LogComparison, LogCopied, LogCopyRefused, LogDifference } from '@lienthong/backup';
import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

export const logTexts = {
  copying: { en: 'copying', vi: 'đang sao chép' },
  comparing: { en: 'comparing', vi: 'đang đối chiếu' },
  addressMissing: {
    en: 'say where to copy to: --to kurrentdb://user:password@host:2113, or in LIENTHONG_LOG_URL, where nobody else on this machine sees the password',
    vi: 'hãy chỉ ra nơi nhận: --to kurrentdb://user:password@host:2113, hoặc đặt trong LIENTHONG_LOG_URL để người khác trên máy không thấy mật khẩu',
  },
  // What was written is not repeated: there may be a password in it.
  addressInvalid: (): Bilingual => ({
    en: 'not the address of a log: write sqlite:data/log.db, or kurrentdb://user:password@host:2113',
    vi: 'không phải là địa chỉ nhật ký: hãy viết sqlite:data/log.db hoặc kurrentdb://user:password@host:2113',
  }),
  same: { en: 'both addresses name the same log', vi: 'hai địa chỉ cùng chỉ một nhật ký' },
  copied: ({ events, resumed }: LogCopied, from: string, to: string): Bilingual => ({
    en: `${counted(events, 'en')} events copied from ${from} to ${to}${resumed ? ', behind what was there' : ''}`,
    vi: `đã sao chép ${counted(events, 'vi')} sự kiện từ ${from} sang ${to}${resumed ? ', nối tiếp phần đã có' : ''}`,
  }),
  compared: ({ events, streams, faults }: LogComparison): Bilingual => ({
    en: `${counted(events, 'en')} events in ${counted(streams, 'en')} streams are the same, byte by byte; ${faults.length === 0 ? 'every chain of the copy holds' : `${faults.length} fault(s) in its chains`}`,
    vi: `${counted(events, 'vi')} sự kiện trong ${counted(streams, 'vi')} chuỗi giống nhau từng byte; ${faults.length === 0 ? 'mọi chuỗi của bản sao đều nguyên vẹn' : `có ${faults.length} lỗi trong các chuỗi`}`,
  }),
  difference: ({ what, stream, revision }: LogDifference): Bilingual => DIFFERENCE[what](`${stream}, ${revision}`),
  unreachable: (name: string, why: string): Bilingual => ({
    en: `${name} does not answer (${why}). What was copied stays: run the same again to go on`,
    vi: `${name} không trả lời (${why}). Phần đã sao chép vẫn còn: hãy chạy lại lệnh này để tiếp tục`,
  }),
  refused: {
    'target-differs': ({ stream, revision }: LogCopyRefused): Bilingual => ({
      en: `what is to be copied into holds something else: its last event (${stream}, revision ${revision}) is not in the source. Name an empty log`,
      vi: `nơi nhận đang chứa dữ liệu khác: sự kiện cuối (${stream}, bản ghi ${revision}) không có trong nguồn. Hãy chỉ ra một nhật ký trống`,
    }),
    'target-written': ({ stream, revision }: LogCopyRefused): Bilingual => ({
      en: `somebody else writes to what is copied into (${stream}, revision ${revision}): stop the engine that uses it; the copy is of no use any more`,
      vi: `có chương trình khác đang ghi vào nơi nhận (${stream}, bản ghi ${revision}): hãy dừng hệ thống dùng nó; bản sao này không còn dùng được`,
    }),
  } satisfies Record<LogCopyRefused['code'], (refused: LogCopyRefused) => Bilingual>,
};

const DIFFERENCE: Readonly<Record<LogDifference['what'], (place: string) => Bilingual>> = {
  missing: (place) => ({
    en: `the source has gone on since (${place}): stop its engine and run the same again`,
    vi: `nguồn đã có thêm sự kiện (${place}): hãy dừng hệ thống dùng nó rồi chạy lại lệnh này`,
  }),
  differs: (place) => ({
    en: `THE COPY DIFFERS at ${place}; nothing behind it was compared. Do not use it`,
    vi: `BẢN SAO KHÁC NGUỒN tại ${place}; phần phía sau chưa được đối chiếu. Không được dùng bản sao này`,
  }),
  more: (place) => ({
    en: `THE COPY HAS MORE than the source, from ${place} on: somebody else has written to it`,
    vi: `BẢN SAO CÓ NHIỀU HƠN nguồn, từ ${place}: có chương trình khác đã ghi vào`,
  }),
};
