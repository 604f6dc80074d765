import { BIRTH, DOSSIER, events, facts, INSURANCE, REGISTERED, RESIDENCE, SYSTEM } from '../testing/facts';
import type { DossierEvent } from '@lienthong/dossier/domain';
import { portalStatuses } from './portal-messages';

const messages = (...happened: readonly DossierEvent[]) => portalStatuses.messages(DOSSIER, facts(happened));
const statuses = (...happened: readonly DossierEvent[]) => messages(...happened).map(({ status }) => status);

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
  supplementProvided,
  paymentRequested,
  paymentReceived,
  withdrawn,
  stopped,
} = events;

describe('what the national portal is told', () => {
  it('is 1, 2, 4, 9, 10 where all goes well', () =>
    expect(statuses(...REGISTERED, started(RESIDENCE), completed(RESIDENCE), ended(), returned())).toEqual([1, 2, 4, 9, 10]));

  it('is each change once, however much goes on within it', () =>
    expect(statuses(...REGISTERED, started(RESIDENCE), handedOver(RESIDENCE), acknowledged(RESIDENCE), started(INSURANCE))).toEqual([
      1, 2, 4,
    ]));

  it('ends with 3 where the dossier is not received at all', () => expect(statuses(submitted(), declined())).toEqual([1, 3]));

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
    const waiting = [...REGISTERED, started(RESIDENCE), started(INSURANCE)] as const;

    it('is 5 from the agency’s question on, and 4 once the agency goes on', () =>
      expect(statuses(...waiting, reported(RESIDENCE, 'supplement-needed'), reported(RESIDENCE, 'in-process'))).toEqual([1, 2, 4, 5, 4]));

    it('is 5 only once for the question and its request', () =>
      expect(
        statuses(...waiting, reported(RESIDENCE, 'supplement-needed'), supplementRequested(RESIDENCE), supplementProvided(RESIDENCE)),
      ).toEqual([1, 2, 4, 5, 4]));

    it('is 5 twice for two supplements', () =>
      expect(
        statuses(
          ...waiting,
          supplementRequested(RESIDENCE),
          supplementProvided(RESIDENCE),
          supplementRequested(RESIDENCE),
          supplementProvided(RESIDENCE),
        ),
      ).toEqual([1, 2, 4, 5, 4, 5, 4]));

    it('stays 5 until the last of several agencies has what it asked for', () => {
      const both = [...waiting, supplementRequested(RESIDENCE), supplementRequested(INSURANCE)];
      expect(statuses(...both, supplementProvided(RESIDENCE))).toEqual([1, 2, 4, 5]);
      expect(statuses(...both, supplementProvided(RESIDENCE), supplementProvided(INSURANCE))).toEqual([1, 2, 4, 5, 4]);
    });

    it('stays 5 while another procedure goes on', () =>
      expect(statuses(...waiting, supplementRequested(RESIDENCE), completed(INSURANCE))).toEqual([1, 2, 4, 5]));

    it('is 4 again when the agency decides without it', () =>
      expect(statuses(...waiting, supplementRequested(RESIDENCE), refused(RESIDENCE))).toEqual([1, 2, 4, 5, 4]));

    it('is 6 for a payment, and goes back to the supplement that is still missing', () =>
      expect(
        statuses(...waiting, supplementRequested(RESIDENCE), paymentRequested(), paymentReceived(), supplementProvided(RESIDENCE)),
      ).toEqual([1, 2, 4, 5, 6, 5, 4]));

    it('is 5 before reception, too, and then 2', () =>
      expect(statuses(submitted(), supplementRequested(), supplementProvided(), received(), started(BIRTH))).toEqual([1, 5, 2, 4]));
  });

  it('is 7 and 8 where the citizen withdraws, then what was returned', () =>
    expect(statuses(...REGISTERED, withdrawn(), stopped(), returned())).toEqual([1, 2, 4, 7, 8, 10]));

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

  it('names the agency that brought it about', () => {
    const police = { kind: 'agency', id: 'police' } as const;
    const before = facts([...REGISTERED, started(RESIDENCE)], SYSTEM);
    const [asked] = facts([reported(RESIDENCE, 'supplement-needed')], police);
    if (!asked) throw new Error('one fact');
    expect(portalStatuses.messages(DOSSIER, [...before, asked]).at(-1)).toMatchObject({ status: 5, handler: 'agency:police' });
  });
});
