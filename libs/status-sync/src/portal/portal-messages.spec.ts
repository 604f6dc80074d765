import { AT_WORK, BIRTH, DOSSIER, events, facts, INSURANCE, REGISTERED, RESIDENCE, RESPOND_BY, SYSTEM } from '../testing/facts';
import { plusMillis } from '@lienthong/calendar';
import type { DossierEvent } from '@lienthong/dossier/domain';
import { portalStatuses } from './portal-messages';

type Happened = readonly (DossierEvent | readonly DossierEvent[])[];
const messages = (...happened: Happened) => portalStatuses.messages(DOSSIER, facts(happened));
const statuses = (...happened: Happened) => messages(...happened).map(({ status }) => status);

const {
  submitted,
  received,
  started,
  handedOver,
  acknowledged,
  completed,
  refused,
  skipped,
  ended,
  returned,
  reported,
  declined,
  supplementRequested,
  supplementPassedOn,
  supplementProvided,
  supplementExpired,
  paymentRequested,
  paymentReceived,
  withdrawn,
  stopped,
  deadlineSet,
  apologised,
} = events;

describe('what the national portal is told', () => {
  it('is 1, 2, 4, 9, 10 where all goes well', () =>
    expect(statuses(...REGISTERED, started(RESIDENCE), completed(RESIDENCE), ended(), returned())).toEqual([1, 2, 4, 9, 10]));

  it('is each change once, however much goes on within it', () =>
    expect(statuses(...REGISTERED, started(RESIDENCE), handedOver(RESIDENCE), acknowledged(RESIDENCE), started(INSURANCE))).toEqual([
      1, 2, 4,
    ]));

  it('ends with 3 where the dossier is not received at all', () => expect(statuses(submitted(), declined())).toEqual([1, 3]));

  it('says with 3 that the applicant did not answer in time', () => {
    const told = messages(submitted(), supplementRequested(1), [supplementExpired(1), declined('supplement-expired')]);
    expect(told.map(({ status, content }) => `${status} ${content}`)).toEqual([
      '1 Mới đăng ký',
      '5 Yêu cầu bổ sung giấy tờ',
      '3 Không được tiếp nhận: không bổ sung hồ sơ đúng hạn',
    ]);
  });

  it('ends with 9 where the gate is refused, and says so', () => {
    const told = messages(submitted(), received(), started(BIRTH), refused(BIRTH), skipped(RESIDENCE), ended('refused'), returned());
    expect(told.map(({ status, content }) => `${status} ${content}`)).toEqual([
      '1 Mới đăng ký',
      '2 Được tiếp nhận',
      '4 Đang xử lý',
      '9 Đã xử lý xong: hồ sơ bị từ chối giải quyết',
      '10 Đã trả kết quả',
    ]);
  });

  it('says that a procedure was refused', () =>
    expect(messages(...REGISTERED, refused(RESIDENCE), ended('with-refusals')).at(-1)?.content).toBe(
      'Đã xử lý xong: có thủ tục bị từ chối giải quyết',
    ));

  it('goes through 4 where everything ended at once', () => expect(statuses(submitted(), received(), ended())).toEqual([1, 2, 4, 9]));

  describe('while the citizen is asked for something', () => {
    const asked = [reported(RESIDENCE, 'supplement-needed'), supplementPassedOn(1, RESIDENCE)];

    it('is 5 from the agency’s question on, and 4 once the agency goes on', () =>
      expect(statuses(...AT_WORK, asked, reported(RESIDENCE, 'in-process'))).toEqual([1, 2, 4, 5, 4]));

    it('is 5 only once for the question and its request', () =>
      expect(statuses(...AT_WORK, asked, supplementProvided(1))).toEqual([1, 2, 4, 5, 4]));

    it('stays as it is while the agency is told of what was provided', () => {
      const notice = { kind: 'supplement', number: 1 } as const;
      const provided = [supplementProvided(1), handedOver(RESIDENCE, notice)];
      expect(statuses(...AT_WORK, asked, provided, acknowledged(RESIDENCE, notice))).toEqual([1, 2, 4, 5, 4]);
    });

    it('is 5 twice for two supplements', () =>
      expect(
        statuses(
          ...AT_WORK,
          supplementRequested(1, RESIDENCE),
          supplementProvided(1),
          supplementRequested(2, RESIDENCE),
          supplementProvided(2),
        ),
      ).toEqual([1, 2, 4, 5, 4, 5, 4]));

    it('stays 5 until the last of several agencies has what it asked for', () => {
      const both = [...AT_WORK, asked, supplementRequested(2, INSURANCE)];
      expect(statuses(...both, supplementProvided(1))).toEqual([1, 2, 4, 5]);
      expect(statuses(...both, supplementProvided(1), supplementProvided(2))).toEqual([1, 2, 4, 5, 4]);
    });

    it('stays 5 while another procedure goes on', () => expect(statuses(...AT_WORK, asked, completed(INSURANCE))).toEqual([1, 2, 4, 5]));

    it('is 4 again when the agency decides without it', () =>
      expect(statuses(...AT_WORK, asked, refused(RESIDENCE))).toEqual([1, 2, 4, 5, 4]));

    it('is 4 again when the time is over and the procedure is refused by rule', () =>
      expect(statuses(...AT_WORK, asked, [supplementExpired(1), refused(RESIDENCE)])).toEqual([1, 2, 4, 5, 4]));

    it('is 6 for a payment, and goes back to the supplement that is still missing', () =>
      expect(statuses(...AT_WORK, asked, paymentRequested(1), paymentReceived(1), supplementProvided(1))).toEqual([1, 2, 4, 5, 6, 5, 4]));

    it('is 6 until the last payment is received', () => {
      const both = [...AT_WORK, paymentRequested(1), paymentRequested(2, RESIDENCE)];
      expect(statuses(...both, paymentReceived(1))).toEqual([1, 2, 4, 6]);
      expect(statuses(...both, paymentReceived(1), paymentReceived(2))).toEqual([1, 2, 4, 6, 4]);
    });

    it('is 5 before reception, too, and then 2', () =>
      expect(statuses(submitted(), supplementRequested(1), supplementProvided(1), received(), started(BIRTH))).toEqual([1, 5, 2, 4]));
  });

  it('is 7 where the citizen withdraws, and 8 once nothing goes on', () => {
    const told = messages(submitted(), received(), started(BIRTH), [withdrawn(), skipped(BIRTH), ended('withdrawn')]);
    expect(told.slice(-2).map(({ status, content }) => `${status} ${content}`)).toEqual([
      '7 Công dân yêu cầu rút hồ sơ',
      '8 Dừng xử lý: công dân rút hồ sơ',
    ]);
  });

  it('is 7 where the citizen withdraws before the reception, even while a supplement is asked for', () =>
    expect(statuses(submitted(), supplementRequested(1), withdrawn())).toEqual([1, 5, 7]));

  it('is 8 where the office stops it, then what was returned', () =>
    expect(statuses(...AT_WORK, [stopped(), skipped(RESIDENCE), skipped(INSURANCE), ended('stopped'), returned()])).toEqual([
      1, 2, 4, 8, 10,
    ]));

  describe('of the time', () => {
    const [legal, later] = [RESPOND_BY, plusMillis(RESPOND_BY, 86_400_000)];
    const times = (...happened: Happened) =>
      messages(...happened).map(({ status, legalEnd, appointment, formerAppointment }) => [
        status,
        legalEnd,
        appointment,
        formerAppointment,
      ]);
    const underWay = [submitted(), [received(), started(BIRTH), deadlineSet(legal)], handedOver(BIRTH)];

    it('is what the law says and what is promised, from the reception on', () =>
      expect(times(...underWay)).toEqual([
        [1, undefined, undefined, undefined],
        [2, legal, legal, undefined],
        [4, legal, legal, undefined],
      ]));

    it('is the new appointment beside the old one after an apology, with the next status; what the law says stays', () =>
      expect(times(...underWay, apologised(legal, later), supplementRequested(1, BIRTH)).at(-1)).toEqual([5, legal, later, legal]));

    it('is set anew when the citizen’s turn is over', () => {
      const resumed = [supplementProvided(1), deadlineSet(later)];
      expect(times(...underWay, supplementRequested(1, BIRTH), resumed).at(-1)).toEqual([4, later, later, legal]);
    });
  });

  it('leaves out what came too late or contradicts', () =>
    expect(
      statuses(...REGISTERED, reported(BIRTH, 'supplement-needed', 'late'), reported(BIRTH, 'supplement-needed', 'contradicts')),
    ).toEqual([1, 2, 4]));

  it('carries codes, times, unit and who handles it, and names nobody', () => {
    const officer = { kind: 'officer', id: 'tran.thi.b', office: '26734', role: 'one-stop' } as const;
    const citizen = { kind: 'citizen', id: 'nguyen.hoang.nam' } as const;
    const [first] = facts([submitted({ linkedNumber: 'G22.99.08-260921-896048' })], citizen);
    const [, second] = facts([submitted(), received('H21.35.38-260921-0001')], officer);
    if (!first || !second) throw new Error('two facts');
    const told = portalStatuses.messages(DOSSIER, [first, second]);
    expect(told).toEqual([
      {
        dossier: DOSSIER,
        number: 1,
        status: 1,
        at: '2026-09-21T02:00:00.000Z',
        handler: 'citizen',
        unit: '26734',
        content: 'Mới đăng ký',
        linkedNumber: 'G22.99.08-260921-896048',
      },
      {
        dossier: DOSSIER,
        number: 2,
        status: 2,
        at: '2026-09-21T02:00:01.000Z',
        handler: 'officer:one-stop',
        unit: '26734',
        content: 'Được tiếp nhận',
        linkedNumber: 'G22.99.08-260921-896048',
        oneStopCode: 'H21.35.38-260921-0001',
        start: '2026-09-21T02:00:01.000Z',
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/tran|nguyen|Nguyễn/);
  });

  it('names the agency that brought it about, though the engine drew the conclusion', () => {
    const police = { kind: 'agency', id: 'police' } as const;
    const before = facts(AT_WORK, SYSTEM);
    const [word] = facts([reported(RESIDENCE, 'supplement-needed')], police);
    const [conclusion] = facts([supplementPassedOn(1, RESIDENCE)], SYSTEM);
    if (!word || !conclusion) throw new Error('two facts');
    const append = [word, conclusion].map((fact) => ({ ...fact, command: 'callback' }));
    expect(portalStatuses.messages(DOSSIER, [...before, ...append]).at(-1)).toMatchObject({ status: 5, handler: 'agency:police' });
  });
});
