import { linkedChannel } from '@lienthong/agencies';
import { give, inbound, type Answer } from './answer';
import { Desk } from './desk';
import { fingerprint } from './fingerprint';
import { Reception, type Manner } from './reception';
import type { Simulator, SimulatorSettings } from './simulator';
import { StatusBook } from './status-book';
import { Tally } from './tally';

/** What has to have come before a status: 1 → 3 → 7 → 4 → 5 is enforced [P]; that 2 and 6 need 1 is [A]. */
const BEFORE: Readonly<Record<string, string | undefined>> = { '2': '1', '3': '1', '4': '7', '5': '4', '6': '1', '7': '3' };

/** 5 and 6 are the end. [P] */
const END = ['5', '6'];

/** The linked-service channel's end for the civil-status leg: a missing predecessor blocks the next, and each message is known again. */
export function linkedChannelSimulator({ town, engineKeys }: SimulatorSettings): Simulator {
  const tally = new Tally();
  const book = new StatusBook();
  const desk = new Desk('linked-channel', town, {
    atOnce: true,
    reference: (_random, { handoff }) => handoff,
    results: () => [{ afterMs: 0, result: {} }],
    tell: ({ message }) => {
      const { maHoSo, soThuTu, trangThai } = message as linkedChannel.TrangThaiHoTich;
      book.write(maHoSo, soThuTu, trangThai);
    },
  });
  const manner: Manner<linkedChannel.TrangThaiHoTich> = {
    schema: linkedChannel.trangThaiHoTich,
    filing: (message) => ({
      handoff: message.khoa,
      dossier: message.maHoSo,
      procedure: `linked-channel-${message.soThuTu}`,
      applicants: [],
      fingerprint: fingerprint(message),
      message,
    }),
    callbackUrl: () => undefined,
    objection({ handoff, message }) {
      const { maHoSo, soThuTu, trangThai } = message as linkedChannel.TrangThaiHoTich;
      const told = book.of(maHoSo);
      if (soThuTu > told.length + 1) return error('', `Thiếu trạng thái trước: đã có ${told.length}`);
      const before = BEFORE[trangThai];
      const isMissing = before !== undefined && !told.includes(before);
      const hasEnded = told.some((status) => END.includes(status));
      if (!isMissing && !hasEnded) return undefined;
      tally.violation({ reason: 'order', detail: `${trangThai} after ${told.join(', ') || 'nothing'}`, handoff });
      return hasEnded ? error('LT04', 'Hồ sơ đã kết thúc') : error('LT03', `Thiếu trạng thái ${before}`);
    },
    accepted: () => ({ status: 200, body: { status: '1', statusDescription: 'Đã tiếp nhận', errorCode: '', errorDescription: '' } }),
    repeated: () => error('', 'Trạng thái đã được tiếp nhận trước đó'),
    otherContent: () => error('LT02', 'Khóa đã dùng cho nội dung khác'),
    unsigned: (detail) => error('CK01', detail, 401),
    invalid: (detail) => error('LT01', detail),
    failure: ({ code = 'HT99', text = 'Lỗi hệ thống', status = 200 }) => error(code, text, status),
  };
  const reception = new Reception(desk, tally, engineKeys, manner);

  return {
    agency: 'linked-channel',
    desk,
    tally,
    routes(app) {
      const path = '/linked-channel/ho-tich/trang-thai';
      app.post(path, async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.get<{ Params: { dossier: string } }>(`${path}/:dossier`, async (request, reply) => {
        const { dossier } = request.params;
        const standing = { status: '1', statusDescription: '', errorCode: '', errorDescription: '', soThuTuCuoi: book.of(dossier).length };
        await give(reply, await reception.ask(inbound(request), undefined, () => ({ status: 200, body: standing })));
      });
    },
    forget: () => book.clear(),
  };
}

/** Errors come with status 200, some of them in prose only. [P] */
const error = (errorCode: string, errorDescription: string, status = 200): Answer => ({
  status,
  body: { status: '0', statusDescription: 'Lỗi', errorCode, errorDescription },
});
