import type { StatusOrder } from '../status-order';

/** The linked-service channel's statuses of the civil-status leg. [P] */
export type ChannelStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What they say to people. The numbers are [P], the words [D]. */
export const CHANNEL_STATUS_NAMES: Readonly<Record<ChannelStatus, string>> = {
  1: 'Đã tiếp nhận',
  2: 'Yêu cầu bổ sung hồ sơ',
  3: 'Hồ sơ đủ điều kiện',
  4: 'Đã đăng ký hộ tịch',
  5: 'Đã trả kết quả',
  6: 'Từ chối giải quyết',
  7: 'Đã chuyển cơ quan tư pháp',
};

interface Place {
  /** Has to have been told before. */
  readonly needs?: ChannelStatus;
  /** Must not have been told before. */
  readonly not: readonly ChannelStatus[];
}

/**
 * 1 → 3 → 7 → 4 → 5 is enforced by the receiver, and 5 and 6 are the end [P]. That 2 and 6 come between 1 and 4 is [A], and that 6
 * needs 1 is [A] on the safe side: a receiver that does not ask for it takes it as well.
 */
const PLACES: Readonly<Record<ChannelStatus, Place>> = {
  1: { not: [1] },
  3: { needs: 1, not: [3] },
  7: { needs: 3, not: [7] },
  4: { needs: 7, not: [4] },
  5: { needs: 4, not: [] },
  2: { needs: 1, not: [4] },
  6: { needs: 1, not: [4] },
};

const END: readonly ChannelStatus[] = [5, 6];

export const CHANNEL_ORDER: StatusOrder<ChannelStatus> = {
  takes(told, next) {
    const { needs, not } = PLACES[next];
    if (told.some((status) => END.includes(status) || not.includes(status))) return false;
    return needs === undefined || told.includes(needs);
  },
  // 4 brings a result: what the log does not say was registered is never told as registered.
  implied: [1, 3, 7],
};
