import { portal } from '@lienthong/agencies';
import { give, inbound, type Answer } from './answer';
import { Desk } from './desk';
import { fingerprint } from './fingerprint';
import { Reception, type Manner } from './reception';
import type { Simulator, SimulatorSettings } from './simulator';
import { StatusBook } from './status-book';
import { Tally } from './tally';

/** Which status it takes after which. The real portal's rules are not public: [A]. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  '': ['1'],
  '1': ['2', '3', '5', '6', '7', '8'],
  '2': ['4', '5', '6', '7', '8'],
  '3': [],
  '4': ['5', '6', '7', '8', '9'],
  '5': ['2', '3', '4', '6', '7', '8'],
  '6': ['2', '3', '4', '5', '7', '8'],
  '7': ['2', '3', '4', '8', '9'],
  '8': ['4', '9', '10'],
  '9': ['10'],
  '10': [],
};

/** The national portal's end for statuses: takes them in their order only, and knows each again. */
export function portalSimulator({ town, engineKeys }: SimulatorSettings): Simulator {
  const tally = new Tally();
  const book = new StatusBook();
  const desk = new Desk('portal', town, {
    atOnce: true,
    reference: (_random, { handoff }) => handoff,
    results: () => [{ afterMs: 0, result: {} }],
    tell: ({ message }) => {
      const { maHoSo, soThuTu, trangThai } = message as portal.TienDo;
      book.write(maHoSo, soThuTu, trangThai);
    },
  });
  const manner: Manner<portal.TienDo> = {
    schema: portal.tienDo,
    filing: (message) => ({
      handoff: message.khoa,
      dossier: message.maHoSo,
      procedure: `portal-${message.soThuTu}`,
      applicants: [],
      fingerprint: fingerprint(message),
      message,
    }),
    callbackUrl: () => undefined,
    objection({ handoff, message }) {
      const { maHoSo, soThuTu, trangThai } = message as portal.TienDo;
      const told = book.of(maHoSo);
      if (soThuTu > told.length + 1) return error('TD03', `Thiếu tiến độ trước đó: đã có ${told.length}`);
      const last = told.at(-1) ?? '';
      if (NEXT[last]?.includes(trangThai)) return undefined;
      tally.violation({ reason: 'order', detail: `${trangThai} after ${last || 'nothing'}`, handoff });
      return error('TD04', 'Trạng thái không được phép sau trạng thái hiện tại');
    },
    accepted: () => said('0', 'Đã tiếp nhận'),
    repeated: () => error('', 'Tiến độ đã được tiếp nhận trước đó'),
    otherContent: () => error('TD02', 'Khóa đã dùng cho nội dung khác'),
    unsigned: (detail) => said('CK01', detail, 401),
    invalid: (detail) => error('TD01', detail),
    failure: ({ code = 'HT99', text = 'Lỗi hệ thống', status = 200 }) => said(code, text, status),
  };
  const reception = new Reception(desk, tally, engineKeys, manner);

  return {
    agency: 'portal',
    desk,
    tally,
    routes(app) {
      app.post('/portal/tien-do', async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.get<{ Params: { dossier: string } }>('/portal/tien-do/:dossier', async (request, reply) => {
        const { dossier } = request.params;
        const has = () => ({ status: 200, body: { maLoi: '0', thongBao: '', soThuTuCuoi: book.of(dossier).length } });
        await give(reply, await reception.ask(inbound(request), undefined, has));
      });
    },
    forget: () => book.clear(),
  };
}

const said = (maLoi: string, thongBao: string, status = 200): Answer => ({ status, body: { maLoi, thongBao } });
/** Errors come with status 200, as in practice. [P] */
const error = (maLoi: string, thongBao: string): Answer => said(maLoi, thongBao);
