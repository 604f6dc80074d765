import { justice } from '@lienthong/agencies';
import { localDate } from '@lienthong/calendar';
import { give, inbound, type Answer } from './answer';
import { Desk, type Filed, type News } from './desk';
import { fingerprint } from './fingerprint';
import { lastWord } from './last-word';
import { notices, type NoticeManner } from './notices';
import { personalIdFor } from './personal-id';
import { digits } from './random';
import { Reception, type Manner } from './reception';
import type { Simulator, SimulatorSettings } from './simulator';
import { Tally } from './tally';

const WORDS: Readonly<Record<News['status'], string>> = {
  received: '1',
  'supplement-needed': '2',
  'in-process': '3',
  completed: '4',
  refused: '6',
};

/** Justice's civil-status system: push, and poll at most three at a time. Most of its errors come with status 200. */
export function justiceSimulator({ town, engineKeys }: SimulatorSettings): Simulator {
  const tally = new Tally();
  const issued = new Set<string>();
  const desk: Desk = new Desk('justice', town, {
    reference: (random) => digits(random, 8),
    tell: () => undefined, // it tells nothing by itself
    results(filed) {
      const message = filed.message as justice.HoSo;
      const entry = {
        soDangKy: String(1 + Math.floor(filed.random() * 9_999)),
        quyenSo: `01/${localDate(desk.now()).slice(0, 4)}`,
        trangSo: String(1 + Math.floor(filed.random() * 200)),
        ngayDangKy: justice.writeCompact(localDate(desk.now())),
        maGiayTo: message.maThuTuc === 'DKKT' ? message.giayToCap.maGiayTo : 'KQ.G15.000031',
      };
      if (message.maThuTuc === 'DKKT') return [{ afterMs: 0, result: entry }];
      const { nguoiDuocKhaiSinh: child, nguoiYeuCau } = message;
      const soDinhDanh = personalIdFor(child, nguoiYeuCau.diaChi.maTinh, filed.random, issued);
      const late = desk.faults.strike('personal-id-late', filed);
      const whole = { ...entry, soDinhDanh };
      if (!late) return [{ afterMs: 0, result: whole }];
      return [
        { afterMs: 0, result: entry },
        { afterMs: Math.max(1, late.ms), result: whole },
      ];
    },
  });
  const reception = new Reception(desk, tally, engineKeys, manner);
  const counter = notices(desk, tally, noticeManner);
  /** Dossiers whose end was told, for the fault `out-of-order`. */
  const told = new Set<string>();

  function results(codes: readonly string[]): Answer {
    const states = codes.map((maHoSo) => {
      const filed = desk.filed.get(maHoSo);
      return filed ? state(filed) : { maHoSo, trangThai: '0', ghiChu: 'Không tìm thấy hồ sơ' };
    });
    return ok({ danhSachKetQua: states });
  }

  function state(filed: Filed): justice.TrangThaiHoSo {
    let news = desk.standing(filed);
    if (news.status === 'completed') {
      const old = told.has(filed.handoff) && desk.faults.strike('out-of-order', filed);
      const before = filed.news.find(({ status }) => status === 'in-process');
      if (old && before) news = before;
      else told.add(filed.handoff);
    }
    return {
      maHoSo: filed.handoff,
      trangThai: WORDS[news.status],
      thoiGian: justice.writeTimestamp(news.at),
      ...(news.note !== undefined && { ghiChu: news.note }),
      ...(news.result && { ketQua: news.result as unknown as justice.KetQua }),
    };
  }

  return {
    agency: 'justice',
    desk,
    tally,
    forget() {
      issued.clear();
      told.clear();
    },
    routes(app) {
      app.post('/justice/ho-so', async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.post('/justice/ket-qua', async (request, reply) => {
        const question = inbound(request);
        const codes = asked(question.body);
        const one = codes?.length === 1 ? codes[0] : undefined;
        const answer = await reception.ask(question, one, () => {
          if (codes === undefined) return reception.breach('schema', 'danhSachMaHoSo is not a list of codes', {});
          if (codes.length > justice.MOST_PER_POLL) {
            tally.violation({ reason: 'too-many', detail: `${codes.length} codes in one question` });
            return failure('HS04', 'Chỉ được hỏi tối đa 03 mã hồ sơ');
          }
          return results(codes);
        });
        await give(reply, answer);
      });
      app.post('/justice/thong-bao', async (request, reply) => give(reply, await reception.handIn(inbound(request), counter)));
      app.post('/justice/tra-cuu-thong-bao', async (request, reply) => {
        const question = inbound(request);
        const maThongBao = askedNotice(question.body);
        const answer = await reception.ask(question, maThongBao, () =>
          maThongBao === undefined
            ? reception.breach('schema', 'maThongBao is missing', {})
            : ok({ maThongBao, daTiepNhan: desk.notices.has(maThongBao) ? '1' : '0' }),
        );
        await give(reply, answer);
      });
    },
  };
}

const ok = (more: object): Answer => ({
  status: 200,
  body: { status: '1', statusDescription: 'Thành công', errorCode: '', errorDescription: '', ...more },
});

const failure = (errorCode: string, errorDescription: string, status = 200): Answer => ({
  status,
  body: { status: '0', statusDescription: 'Không thành công', errorCode, errorDescription },
});

const PROCEDURES: Readonly<Record<justice.HoSo['maThuTuc'], string>> = { DKKS: 'birth-registration', DKKT: 'death-registration' };

/** The given name of whom it is about: the child, or the deceased. */
const givenName = (message: justice.HoSo): string =>
  message.maThuTuc === 'DKKS' ? message.nguoiDuocKhaiSinh.ten : lastWord(message.nguoiChet.hoTen);

const manner: Manner<justice.HoSo> = {
  schema: justice.hoSo,
  filing: (message) => ({
    handoff: message.maHoSo,
    dossier: message.maHoSoLienThong,
    procedure: PROCEDURES[message.maThuTuc],
    applicants: [message.nguoiYeuCau.soDinhDanh, givenName(message)],
    fingerprint: fingerprint(message),
    message,
  }),
  callbackUrl: () => undefined,
  accepted: () => ok({}),
  // As in reality: no code, and an error only in its words.
  repeated: () => failure('', 'Hồ sơ đã được tiếp nhận trước đó'),
  otherContent: () => failure('HS02', 'Mã hồ sơ đã được sử dụng cho nội dung khác'),
  withdrawn: () => failure('HS07', 'Hồ sơ đã được rút trước khi đến'),
  unsigned: (detail) => failure('CK01', `Chữ ký không hợp lệ (${detail})`),
  invalid: (detail) => failure('HS01', `Dữ liệu không hợp lệ: ${detail}`),
  failure: ({ code = 'HT99', text = 'Lỗi hệ thống', status }) => failure(code, text, status),
};

const KINDS = { '1': 'supplement', '2': 'correction', '3': 'withdrawal' } as const;

const noticeManner: NoticeManner<justice.ThongBao> = {
  schema: justice.thongBao,
  notice: (message) => ({
    key: message.maThongBao,
    kind: KINDS[message.loaiThongBao],
    number: message.lanThu,
    about: message.maHoSo,
    dossier: message.maHoSoLienThong,
    fingerprint: fingerprint(message),
    ...(message.hoSo && { now: manner.filing(message.hoSo) }),
  }),
  accepted: () => ok({}),
  repeated: () => failure('', 'Thông báo đã được tiếp nhận trước đó'),
  otherContent: manner.otherContent,
  unknownCase: () => failure('HS05', 'Chưa có hồ sơ của thông báo'),
  alreadyDecided: () => failure('HS06', 'Hồ sơ đã được giải quyết'),
};

function askedNotice(body: Uint8Array): string | undefined {
  try {
    return justice.traCuuThongBao.read(body).maThongBao;
  } catch {
    return undefined;
  }
}

function asked(body: Uint8Array): readonly string[] | undefined {
  try {
    return justice.truyVanKetQua.read(body).danhSachMaHoSo;
  } catch {
    return undefined;
  }
}
