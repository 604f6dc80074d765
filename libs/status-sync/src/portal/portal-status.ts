import type { StatusOrder } from '../status-order';

/** The national portal's statuses of a dossier. [P] */
export type PortalStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** What the portal calls them. [P] */
export const PORTAL_STATUS_NAMES: Readonly<Record<PortalStatus, string>> = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
};

interface Place {
  /** The statuses that it may follow; 0: nothing was told yet. */
  readonly after: readonly (PortalStatus | 0)[];
  /** Has to have been told at some time before. */
  readonly needs?: PortalStatus;
  /** Must not have been told at any time before. */
  readonly not?: PortalStatus;
}

/**
 * Which status may follow which. The portal's own rules are not public: the ten statuses are [P], this order is [A], made as narrow
 * as what a dossier can go through. 3 and 10 are the end; 8 may be left again, since the statistics take it for a pause [P].
 */
const PLACES: Readonly<Record<PortalStatus, Place>> = {
  1: { after: [0] },
  2: { after: [1, 5, 6, 7], not: 2 },
  3: { after: [1, 5, 6, 7], not: 2 },
  4: { after: [2, 5, 6, 7, 8], needs: 2 },
  5: { after: [1, 2, 4, 6] },
  6: { after: [1, 2, 4, 5] },
  7: { after: [1, 2, 4, 5, 6] },
  8: { after: [1, 2, 4, 5, 6, 7] },
  9: { after: [4, 7, 8], needs: 2 },
  10: { after: [8, 9] },
};

export const PORTAL_ORDER: StatusOrder<PortalStatus> = {
  takes(told, next) {
    const { after, needs, not } = PLACES[next];
    if (needs !== undefined && !told.includes(needs)) return false;
    if (not !== undefined && told.includes(not)) return false;
    return after.includes(told.at(-1) ?? 0);
  },
  // Whatever has ended was processed.
  implied: [4],
};
