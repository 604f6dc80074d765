import type { DossierView, HistoryEntry } from '@lienthong/dossier';
import type { Bilingual } from '@lienthong/bundle';
import type { ApiClient } from '../api-client';
import { apologise } from './apologise';
import type { SimulatorsAdmin } from './simulators-admin';

/** What a story can do while its dossier is under way. */
export interface Stage {
  readonly dossier: string;
  readonly operator: ApiClient;
  readonly officer: ApiClient;
  readonly simulators: SimulatorsAdmin;
  /** What has happened so far. */
  readonly events: readonly HistoryEntry[];
  /** Tells the audience something that is no event. */
  say(text: Bilingual): void;
  /** Shows what `dossier deadline --explain` shows now. */
  explainDeadlines(): Promise<void>;
}

/** One dossier of the demonstration. */
export interface Story {
  readonly title: Bilingual;
  /** File in `workflows/`. */
  readonly example: string;
  /** Before the dossier is received. */
  prepare?(stage: Stage): Promise<void>;
  /** After each event. */
  onEvent?(event: HistoryEntry, stage: Stage): Promise<void>;
  /** What is not as it should be at the end; empty: all is well. */
  check(dossier: DossierView, events: readonly HistoryEntry[]): string[];
}

const FAILURES = ['HandoffAttemptFailed', 'HandoffInquiryFailed'];

const happened = (events: readonly HistoryEntry[], type: string): boolean => events.some((event) => event.type === type);

const expectOutcome = ({ phase, outcome }: DossierView, wanted: string): string[] =>
  phase === 'returned' && outcome === wanted ? [] : [`ended as ${phase}, ${outcome ?? 'without outcome'} instead of returned, ${wanted}`];

const expectEvent = (events: readonly HistoryEntry[], type: string): string[] => (happened(events, type) ? [] : [`no ${type} happened`]);

export const STORIES: readonly Story[] = [
  {
    title: { en: 'A birth, four procedures, nothing unusual', vi: 'Khai sinh liên thông bốn thủ tục, mọi việc bình thường' },
    example: 'birth/examples/nguyen-bao-an.json',
    check: (dossier) => expectOutcome(dossier, 'completed'),
  },
  {
    title: { en: 'Police is down for a while', vi: 'Hệ thống Công an ngừng một lúc' },
    example: 'birth/examples/tran-gia-han.json',
    prepare: ({ simulators }) => simulators.switchOn('police', { kind: 'down' }),
    async onEvent({ type }, { simulators, events, say }) {
      if (!FAILURES.includes(type) || events.filter((event) => FAILURES.includes(event.type)).length !== 3) return;
      await simulators.switchOff('police');
      say({ en: 'Police is up again', vi: 'Hệ thống Công an hoạt động trở lại' });
    },
    check: (dossier, events) => [...expectOutcome(dossier, 'completed'), ...expectEvent(events, 'HandoffAttemptFailed')],
  },
  {
    title: { en: 'Residence is refused, the insurance card is still issued', vi: 'Từ chối đăng ký thường trú, thẻ BHYT vẫn được cấp' },
    example: 'birth/examples/le-minh-khoi.json',
    prepare: ({ simulators, dossier }) =>
      simulators.switchOn('police', {
        kind: 'refuse',
        reason: 'Người đồng ý không phải là chủ sở hữu chỗ ở hợp pháp',
        match: { dossier, procedure: 'permanent-residence' },
      }),
    check(dossier) {
      const status = (key: string) => dossier.procedures.find(({ procedure }) => procedure === key)?.status;
      const wrong = Object.entries({ 'permanent-residence': 'refused', 'health-insurance-card': 'completed' }).filter(
        ([key, wanted]) => status(key) !== wanted,
      );
      return [...expectOutcome(dossier, 'with-refusals'), ...wrong.map(([key, wanted]) => `${key} is ${status(key)}, not ${wanted}`)];
    },
  },
  {
    title: { en: 'A handoff is parked, and a person releases it', vi: 'Một lần chuyển bị dừng, người vận hành cho đi tiếp' },
    example: 'birth/examples/pham-ngoc-anh.json',
    prepare: ({ simulators, dossier }) =>
      simulators.switchOn('social-insurance', { kind: 'error', code: 'BH_CLINIC_UNKNOWN', status: 422, match: { dossier } }),
    async onEvent({ type, data }, { simulators, operator, say }) {
      if (type !== 'HandoffParked') return;
      await simulators.switchOff('social-insurance');
      say({
        en: 'Social Insurance adds the clinic to its list; the operator releases',
        vi: 'BHXH đã bổ sung mã cơ sở khám chữa bệnh; người vận hành cho đi tiếp',
      });
      await operator.release(String(data['handoff']), 'Social Insurance added clinic 79999 to its list');
    },
    check: (dossier, events) => [
      ...expectOutcome(dossier, 'completed'),
      ...expectEvent(events, 'HandoffParked'),
      ...expectEvent(events, 'HandoffReleased'),
    ],
  },
  {
    title: {
      en: 'A death: the commune pays the funeral allowance, for it is the highest that is due',
      vi: 'Liên thông khai tử: UBND cấp xã chi trả hỗ trợ mai táng theo diện được hưởng cao nhất',
    },
    example: 'death/examples/le-thi-mui.json',
    check: (dossier, events) => [
      ...expectOutcome(dossier, 'completed'),
      ...(events.some(({ data }) => data['agency'] === 'commune-affairs') ? [] : ['the commune was not asked to pay']),
    ],
  },
  {
    title: {
      en: 'Police is overloaded, and the office apologises in time with a new day',
      vi: 'Hệ thống Công an quá tải, Bộ phận Một cửa xin lỗi và hẹn lại trước khi hết hạn',
    },
    example: 'death/examples/vo-thi-be.json',
    prepare: ({ simulators }) => simulators.switchOn('police', { kind: 'down', mode: '503' }),
    async onEvent({ type }, stage) {
      if (!FAILURES.includes(type) || stage.events.filter((event) => FAILURES.includes(event.type)).length !== 1) return;
      await apologise(stage);
      await stage.explainDeadlines();
      stage.say({
        en: 'Without the apology the time would end as the law says; a promise that is not kept is recorded as missed, and refuses nothing',
        vi: 'Nếu không xin lỗi, hạn vẫn theo quy định; hẹn mà trễ thì được ghi nhận là quá hạn, không vì thế mà từ chối hồ sơ',
      });
      await stage.simulators.switchOff('police');
    },
    check: (dossier, events) => [...expectOutcome(dossier, 'completed'), ...expectEvent(events, 'ApologyIssued')],
  },
];
