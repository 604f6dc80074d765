import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';
import { CASES, deliver, handoffIn, reportOf, SILENCE_MS } from './testing/cases';
import { noticeAbout } from './testing/requests';
import { startTown, type TestTown } from './testing/town';

const CODES = {
  justice: { unknown: 'HS05', decided: 'HS06', withdrawn: 'HS07', other: 'HS02' },
  police: { unknown: 'UNKNOWN_CASE', decided: 'ALREADY_DECIDED', withdrawn: 'WITHDRAWN', other: 'DUPLICATE_KEY_OTHER_CONTENT' },
  'social-insurance': { unknown: 'BH_UNKNOWN_CASE', decided: 'BH_ALREADY_DECIDED', withdrawn: 'BH_WITHDRAWN', other: 'BH_KEY_REUSED' },
  'commune-affairs': { unknown: 'CLAIM_NOT_YET_KNOWN', decided: 'CLAIM_DECIDED', withdrawn: 'CLAIM_WITHDRAWN', other: 'CLAIM_KEY_REUSED' },
  'home-affairs': { unknown: 'CLAIM_NOT_YET_KNOWN', decided: 'CLAIM_DECIDED', withdrawn: 'CLAIM_WITHDRAWN', other: 'CLAIM_KEY_REUSED' },
} as const;
/** What the agencies of a birth do after a death. */
const OF_A_DEATH = [
  ['justice', 'death-registration'],
  ['police', 'residence-deletion'],
  ['social-insurance', 'survivor-benefit'],
] as const;
const KINDS = ['supplement', 'correction', 'withdrawal'] as const;

describe.each([...CASES, ...OF_A_DEATH])('a notice to %s about %s', (...one) => {
  const [agency] = one;
  const code = CODES[agency];
  let town: TestTown;
  let request: HandoffRequest;
  beforeEach(async () => {
    town = await startTown();
    request = handoffIn(town, one);
  });
  afterEach(() => town.close());

  const send = (kind: NoticeAbout['kind'], more: Partial<HandoffRequest> = {}, number = 1) =>
    deliver(town, one, { ...noticeAbout(request, kind, number), ...more });
  const { requester } = handoffIn({ callbackUrl: '' } as TestTown, one).payload as { requester: object };
  /** The request with another name of the requester. */
  const corrected = () => ({ ...request.payload, requester: { ...requester, fullName: 'Nguyễn Hoàng Nam Anh' } });
  const file = async (): Promise<void> => expect(await deliver(town, one, request)).toMatchObject({ kind: 'acknowledged' });
  const desk = () => town.simulators.agencies.find((each) => each.agency === agency)!.desk;
  const filed = () => desk().filed.get(request.handoff)!;
  const statuses = () => filed().news.map(({ status }) => status);

  it('lets the work go on that waited for a supplement, as often as one is asked for', async () => {
    await town.fault(agency, { kind: 'supplement', note: 'Thiếu giấy tờ', times: 2 });
    await file();
    await town.settle();
    expect(await send('supplement')).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    expect(desk().standing(filed())).toMatchObject({ status: 'supplement-needed' });
    await send('supplement', { payload: corrected() }, 2);
    await town.settle();
    expect(statuses()).toEqual([
      'received',
      'in-process',
      'supplement-needed',
      'in-process',
      'supplement-needed',
      'in-process',
      'completed',
    ]);
    expect(JSON.stringify(filed().message)).toContain('Nguyễn Hoàng Nam Anh');
    expect(await reportOf(town, agency)).toMatchObject({ notices: 2, effects: 3, secondEffects: 0, pending: 0 });
  });

  it('corrects the register, before and after the decision', async () => {
    await file();
    expect(await send('correction', { payload: corrected() })).toMatchObject({ kind: 'acknowledged' });
    expect(JSON.stringify(filed().message)).toContain('Nguyễn Hoàng Nam Anh');
    await town.settle();
    expect(await send('correction', {}, 2)).toMatchObject({ kind: 'acknowledged' });
    expect(JSON.stringify(filed().message)).not.toContain('Nguyễn Hoàng Nam Anh');
    await town.settle();
    expect(statuses()).toEqual(['received', 'in-process', 'completed']);
    expect(await reportOf(town, agency)).toMatchObject({ effects: 3, secondEffects: 0 });
  });

  it('withdraws what was not decided: no result comes any more', async () => {
    await file();
    expect(await send('withdrawal')).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    expect(statuses()).toEqual(['received']);
    expect(await reportOf(town, agency)).toMatchObject({ effects: 1, pending: 0 });
    expect(await send('supplement')).toMatchObject({ kind: 'acknowledged' });
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    expect(statuses()).toEqual(['received']);
  });

  it('withdraws what has not come yet, which is then not taken in any more', async () => {
    expect(await send('withdrawal')).toMatchObject({ kind: 'acknowledged' });
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'refused', code: code.withdrawn });
    expect(await reportOf(town, agency)).toMatchObject({ received: 0, notices: 1, effects: 1 });
  });

  it('comes too late to supplement or withdraw what is decided', async () => {
    await file();
    await town.settle();
    for (const kind of ['supplement', 'withdrawal'] as const)
      expect(await send(kind)).toMatchObject({ kind: 'refused', code: code.decided });
    expect(await reportOf(town, agency)).toMatchObject({ notices: 0, effects: 1 });
  });

  it.each(['supplement', 'correction'] as const)(
    'is sent again later when the agency does not know yet what it is about: %s',
    async (kind) => {
      expect(await send(kind)).toMatchObject({ kind: 'unavailable', code: code.unknown });
      await file();
      expect(await send(kind)).toMatchObject({ kind: 'acknowledged' });
    },
  );

  describe.each(KINDS)('%s', (kind) => {
    it('that is sent again is acknowledged again and has one effect; another content under its key has none', async () => {
      await file();
      const first = await send(kind);
      const again = await send(kind, { callbackUrl: `${town.callbackUrl}/moved` });
      expect(first).toMatchObject({ kind: 'acknowledged' });
      expect(again).toMatchObject({ kind: 'acknowledged' });
      if ('reference' in first) expect(again).toMatchObject({ reference: first.reference });
      expect(await send(kind, { dossier: 'another' })).toMatchObject({ kind: 'refused', code: code.other });
      expect(await reportOf(town, agency)).toMatchObject({ notices: 1, duplicates: 1, conflicts: 1, secondEffects: 0 });
    });

    it('whose answer was lost is asked about first, and found', async () => {
      await file();
      const notice = noticeAbout(request, kind);
      expect(await town.gateway(agency).inquire(notice)).toMatchObject({ kind: 'not-found' });
      await town.fault(agency, { kind: 'time-out-after-processing', times: 1, match: { handoff: notice.handoff } });
      expect(await deliver(town, one, notice, SILENCE_MS)).toMatchObject({ kind: 'unknown', code: 'no-answer' });
      expect(await town.gateway(agency).inquire(notice)).toMatchObject({ kind: 'found' });
      expect(await reportOf(town, agency)).toMatchObject({ notices: 1, secondEffects: 0, violations: { count: 0 } });
    });

    it('that broke off on its way is asked about, and not found', async () => {
      await file();
      await town.fault(agency, { kind: 'down', times: 1 });
      expect(await send(kind)).toMatchObject({ kind: 'unknown' });
      expect(await town.gateway(agency).inquire(noticeAbout(request, kind))).toMatchObject({ kind: 'not-found' });
    });

    it('shows as a second effect where the agency forgot the first', async () => {
      await file();
      await send(kind);
      await town.fault(agency, { kind: 'no-dedupe' });
      await send(kind);
      expect(await reportOf(town, agency)).toMatchObject({ secondEffects: 1 });
    });
  });
});
