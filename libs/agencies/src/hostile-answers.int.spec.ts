import { generateKeyPairSync } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemClock } from '@lienthong/calendar';
import type { AgencyGateway, Delivery, FollowUp, HandoffRequest, Inquiry } from '@lienthong/handoff';
import { hostileBytes, hostileJson, hostileText, inRuns } from '@lienthong/hostile-input';
import fc from 'fast-check';
import { createGateways } from './create-gateways';
import { errorCatalogues } from './error-catalogues';
import { MOST_ANSWER_BYTES } from './http/exchange';
import { handoffOf, noticeOf } from './testing/requests';

/** An agency's system that answers every request with the same bytes, whatever they are, and ends the connection. */
class Babbler {
  answer: Buffer = Buffer.alloc(0);
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor() {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
      let asked = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        asked = Buffer.concat([asked, chunk]);
        if (isWhole(asked)) socket.end(this.answer);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

function isWhole(request: Buffer): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(request.subarray(0, Math.max(0, end)).toString('latin1'))?.[1] ?? 0;
  return end >= 0 && request.length >= end + 4 + Number(length);
}

const DELIVERED = { handoff: handoffOf('birth-registration').handoff };
const NEWS = {
  justice: {
    status: '1',
    statusDescription: '',
    errorCode: '',
    errorDescription: '',
    danhSachKetQua: [
      {
        maHoSo: DELIVERED.handoff,
        trangThai: '4',
        thoiGian: '26/10/2026 09:00:00',
        ghiChu: 'Đã đăng ký',
        ketQua: { soDangKy: '118', quyenSo: '01/2026', trangSo: '59', ngayDangKy: '20261026', soDinhDanh: '079326000417', maGiayTo: 'KQ' },
      },
    ],
  },
  police: { reference: 'CA-1', receivedAt: '2026-10-26T03:15:00Z', status: 'RECEIVED' },
  'social-insurance': {
    eventId: 'e-1',
    requestKey: handoffOf('health-insurance-card').handoff,
    requestNumber: 'BH-1',
    state: 'ISSUED',
    changedAt: '2026-10-26T03:15:00Z',
    remark: '',
    card: { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-10-26', firstClinicCode: '79415' },
  },
  'commune-affairs': {
    messageId: 'm-1',
    claimKey: handoffOf('funeral-allowance').handoff,
    claimNumber: 'MT-1',
    state: 'GRANTED',
    at: '2026-10-26T03:15:00Z',
    remark: '',
    grant: { decisionNumber: '1/QĐ-MTP', decidedOn: '2026-10-26', entitlement: 'SOCIAL_PENSION', amount: 10_000_000 },
  },
} as const;
/** What they say of a notice. */
const NOTED = {
  justice: {
    ...{ status: '1', statusDescription: '', errorCode: '', errorDescription: '' },
    ...{ maThongBao: noticeOf('birth-registration', 'correction').handoff, daTiepNhan: '1' },
  },
  police: { reference: 'TB-1', receivedAt: '2026-10-26T03:15:00Z' },
  'social-insurance': { changeKey: noticeOf('health-insurance-card', 'correction').handoff, changeNumber: 'TD-1' },
  'commune-affairs': { claimNumber: 'TB-1', receivedAt: '2026-10-26T03:15:00Z' },
} as const;
const PROBLEM = { code: 'SCHEMA', title: 'Not valid', detail: 'Dữ liệu không đúng' };

const REQUESTS = {
  justice: 'birth-registration',
  police: 'permanent-residence',
  'social-insurance': 'health-insurance-card',
  'commune-affairs': 'funeral-allowance',
} as const;
type Agency = keyof typeof REQUESTS;

const HEADERS = [
  'Content-Type: application/json',
  'Content-Type: text/html; charset=utf-16',
  'Content-Encoding: gzip',
  'Retry-After: 5',
  'Retry-After: -1',
  'Retry-After: 99999999999999999999',
  'Retry-After: Mon, 30 Feb 2026 25:61:61 GMT',
  'Retry-After: 1\r\nRetry-After: 2',
  'Location: file:///etc/passwd',
  'Set-Cookie: a=b',
  '__proto__: a',
  'constructor: a',
  `X-Long: ${'x'.repeat(20_000)}`,
  'Transfer-Encoding: chunked',
  'Content-Length: 5',
  'Content-Length: -1',
  'Connection: upgrade\r\nUpgrade: websocket',
];

const STATUSES = [
  100, 101, 103, 199, 200, 201, 202, 204, 206, 226, 301, 304, 307, 400, 401, 404, 409, 418, 429, 451, 500, 503, 599, 600, 999,
];

const answerOf = (status: number, headers: readonly string[], body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([`HTTP/1.1 ${status} Whatever`, ...headers, '', ''].join('\r\n')), body]);

/** An answer in which only the body may be wrong. */
const inOrder = (body: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(200, 200, 200, 201, 202, 400, 404), body)
    .map(([status, bytes]) => answerOf(status, [`Content-Length: ${bytes.length}`], bytes));

/** An answer in which all may be wrong. */
const inDisorder = (body: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(...STATUSES), fc.subarray(HEADERS, { maxLength: 3 }), fc.boolean(), body)
    .map(([status, headers, counted, bytes]) =>
      answerOf(status, [...headers, ...(counted ? [`Content-Length: ${bytes.length}`] : [])], bytes),
    );

const junk = fc.oneof(
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50))),
  fc.constant(Buffer.from('HTTP/1.1 200 OK\r\n\r\n')),
  fc.constant(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx')),
  fc.constant(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), Buffer.alloc(MOST_ANSWER_BYTES + 1, 0x20)])),
  hostileText.map((text) => Buffer.from(`HTTP/1.1 200 ${text}\r\n\r\n{}`)),
);

const bodies = (news: object): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 8, arbitrary: hostileBytes(news) },
    { weight: 2, arbitrary: hostileBytes(PROBLEM) },
    { weight: 1, arbitrary: hostileText.map((detail) => Buffer.from(JSON.stringify({ ...PROBLEM, code: detail, detail }))) },
    {
      weight: 1,
      arbitrary: hostileText.map((said) => Buffer.from(JSON.stringify({ ...NEWS.justice, status: '0', errorDescription: said }))),
    },
  );

const answers = (news: object): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 6, arbitrary: inOrder(hostileJson(news).map((text) => Buffer.from(text))) },
    { weight: 2, arbitrary: inOrder(bodies(news)) },
    { weight: 2, arbitrary: inDisorder(bodies(news)) },
    { weight: 1, arbitrary: junk },
  );

describe('hostile answers of agencies', () => {
  const server = new Babbler();
  let gateways: ReadonlyMap<string, AgencyGateway>;
  beforeAll(async () => {
    const url = await server.listen();
    const endpoint = { url, callTimeoutMs: 2_000 };
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signing = { ...endpoint, keyId: 'agency', publicKey };
    gateways = createGateways({
      signing: { keyId: 'engine', privateKey },
      clock: systemClock,
      agencies: {
        justice: endpoint,
        police: signing,
        'social-insurance': signing,
        'commune-affairs': signing,
        'home-affairs': signing,
      },
    });
  });
  afterAll(() => server.close());

  const at = (agency: Agency): { gateway: AgencyGateway; request: HandoffRequest; codes: readonly string[] } => {
    const gateway = gateways.get(agency);
    if (!gateway) throw new Error(`no gateway of ${agency}`);
    return { gateway, request: handoffOf(REQUESTS[agency]), codes: Object.keys(errorCatalogues[agency] ?? {}) };
  };

  /** What holds of every outcome: it can be stored, and its code is one that people can look up. */
  function check(outcome: Delivery | Inquiry | FollowUp, kinds: readonly string[], codes: readonly string[]): void {
    expect(kinds).toContain(outcome.kind);
    if ('code' in outcome) expect(codes).toContain(outcome.code);
    if ('detail' in outcome) expect(outcome.detail.length).toBeLessThanOrEqual(1_000);
    if ('retryAfterMs' in outcome) expect(outcome.retryAfterMs).toBeLessThanOrEqual(86_400_000);
    if ('received' in outcome) expect(outcome.received?.length ?? 0).toBeLessThanOrEqual(MOST_ANSWER_BYTES);
    if ('reference' in outcome) expect(String(outcome.reference).length).toBeLessThanOrEqual(500);
    if (outcome.kind !== 'answered') return;
    for (const { message, handoff, reportedAt = '2026-01-01T00:00:00.000Z' } of outcome.reports) {
      expect([message, handoff].join('')).toMatch(/^\P{Cs}{2,1000}$/u);
      expect(reportedAt).toMatch(/^\d{4}-.*\.\d{3}Z$/);
    }
  }

  describe.each(Object.keys(REQUESTS) as Agency[])('of %s', (agency) => {
    const always = (
      what: string,
      kinds: readonly string[],
      ask: (gateway: AgencyGateway, request: HandoffRequest) => Promise<Delivery | Inquiry | FollowUp>,
      news: object = NEWS[agency],
    ) =>
      it(`always give ${what}`, async () => {
        const { gateway, request, codes } = at(agency);
        await fc.assert(
          fc.asyncProperty(answers(news), async (answer) => {
            server.answer = answer;
            check(await ask(gateway, request), kinds, codes);
          }),
          inRuns(200),
        );
      });

    always('a delivery', ['acknowledged', 'refused', 'unavailable', 'unknown'], (gateway, request) =>
      gateway.deliver(request, gateway.prepare(request)),
    );
    always('an inquiry', ['found', 'not-found', 'unavailable'], (gateway, request) => gateway.inquire(request));
    always('a follow-up', ['answered', 'unavailable'], (gateway, request) => gateway.follow([request]));

    const notice = noticeOf(REQUESTS[agency], 'correction');
    always(
      'a delivery of a notice',
      ['acknowledged', 'refused', 'unavailable', 'unknown'],
      (gateway) => gateway.deliver(notice, gateway.prepare(notice)),
      NOTED[agency],
    );
    always('an inquiry about a notice', ['found', 'not-found', 'unavailable'], (gateway) => gateway.inquire(notice), NOTED[agency]);
  });

  describe('that were found', () => {
    const json = (value: unknown, status = 200): Buffer => {
      const body = JSON.stringify(value);
      return Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const follow = (agency: Agency, answer: unknown) => {
      server.answer = json(answer);
      const { gateway, request } = at(agency);
      return gateway.follow([request]);
    };
    const unreadable = { kind: 'unavailable', code: 'unreadable-answer' };

    it.each(['2026-02-30T00:00:00Z', '2026-10-26T99:99:99Z', '0000-99-99T00:00:00Z'])('to lie in no calendar: %s', async (changedAt) => {
      expect(await follow('social-insurance', { ...NEWS['social-insurance'], changedAt })).toMatchObject(unreadable);
    });

    it('to be about another notice', async () => {
      const ask = (agency: Agency, answer: object) => {
        server.answer = json(answer);
        return at(agency).gateway.inquire(noticeOf(REQUESTS[agency], 'correction'));
      };
      expect(await ask('justice', { ...NOTED.justice, maThongBao: 'x' })).toMatchObject(unreadable);
      expect(await ask('social-insurance', { ...NOTED['social-insurance'], changeKey: 'x' })).toMatchObject(unreadable);
      expect(await ask('justice', NOTED.justice)).toMatchObject({ kind: 'found' });
      expect(await ask('justice', { ...NOTED.justice, daTiepNhan: '0' })).toMatchObject({ kind: 'not-found' });
    });

    it('to lie in the year 0 of Viet Nam, which is no year of UTC', async () => {
      const [state] = NEWS.justice.danhSachKetQua;
      const answer = { ...NEWS.justice, danhSachKetQua: [{ ...state, thoiGian: '01/01/0000 00:00:00' }] };
      expect(await follow('justice', answer)).toMatchObject(unreadable);
    });

    it('to have no bytes in UTF-8', async () => {
      expect(await follow('social-insurance', { ...NEWS['social-insurance'], eventId: '\ud800' })).toMatchObject(unreadable);
    });

    it('to be flooded with marks, which take quadratic time to put in order', async () => {
      const flood = `a${'\u0301\u0323'.repeat(120_000)}`;
      const [state] = NEWS.justice.danhSachKetQua;
      expect(await follow('justice', { ...NEWS.justice, danhSachKetQua: [{ ...state, ghiChu: flood }] })).toMatchObject({
        kind: 'answered',
      });
      expect(await follow('justice', { ...NEWS.justice, status: '0', errorDescription: flood })).toMatchObject({ code: 'unlisted' });
    });
  });
});
