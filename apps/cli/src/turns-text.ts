import type { CorrectionView, DossierView, PaymentView, SupplementView } from '@lienthong/dossier';
import { counted, type Language } from './language';
import { localTime } from './narration';
import { paint } from './paint';

const WORDS = {
  en: {
    supplement: 'supplement',
    payment: 'payment',
    correction: 'correction',
    supplementing: 'the citizen supplements what is asked for',
    paying: 'the citizen pays',
    until: 'until',
    told: 'told',
    receipt: 'receipt',
    state: { open: 'asked for', provided: 'provided', received: 'received', expired: 'out of time', overtaken: 'not needed any more' },
    currency: 'đồng',
    erased: 'erased',
  },
  vi: {
    supplement: 'bổ sung',
    payment: 'khoản nộp',
    correction: 'đính chính',
    supplementing: 'công dân bổ sung theo yêu cầu',
    paying: 'công dân nộp',
    until: 'đến',
    told: 'báo cho',
    receipt: 'biên lai',
    state: { open: 'đang chờ', provided: 'đã bổ sung', received: 'đã nộp', expired: 'quá hạn', overtaken: 'không cần nữa' },
    currency: 'đồng',
    erased: 'đã xóa',
  },
} as const;

/** What the citizen has to do, one line each: what, where, and until when. */
export function citizensTurn({ supplements, payments }: DossierView, language: Language): string[] {
  const words = WORDS[language];
  return [
    ...payments.filter(({ state }) => state === 'open').map((payment) => `${words.paying} ${amountText(payment, language)}`),
    ...supplements
      .filter(({ state }) => state === 'open')
      .map(({ procedure, respondBy }) =>
        [words.supplementing, ...(procedure === undefined ? [] : [`(${procedure})`]), ...untilText(respondBy, language)].join(' '),
      ),
  ];
}

/** Supplements, payments and corrections, one line each. */
export function turnsText({ supplements, payments, corrections }: DossierView, language: Language): string[] {
  return [
    ...supplements.map((supplement) => supplementText(supplement, language)),
    ...payments.map((payment) => paymentText(payment, language)),
    ...corrections.map((correction) => correctionText(correction, language)),
  ];
}

function supplementText(supplement: SupplementView, language: Language): string {
  const { number, state, procedure, respondBy, what, fields, note, affected = [] } = supplement;
  const words = WORDS[language];
  const until = state === 'open' ? untilText(respondBy, language) : [];
  const said = [what, note].filter((each) => each !== undefined).map((each) => (typeof each === 'string' ? each : words.erased));
  return line(`${words.supplement} ${number}`, state, language, [
    procedure,
    ...until,
    fields.join(' '),
    said.join(' – '),
    toldText(affected, language),
  ]);
}

function paymentText(payment: PaymentView, language: Language): string {
  const { number, state, procedure, reference } = payment;
  const words = WORDS[language];
  const receipt = reference === undefined ? undefined : `${words.receipt} ${reference}`;
  return line(`${words.payment} ${number}`, state, language, [procedure, amountText(payment, language), receipt]);
}

function correctionText({ number, at, reason, affected }: CorrectionView, language: Language): string {
  const words = WORDS[language];
  const told = toldText(affected, language);
  const why = typeof reason === 'string' ? reason : words.erased;
  return `  ${[`${words.correction} ${number}`, localTime(at), why, told].filter((each) => each !== undefined).join('  ')}`;
}

const toldText = (affected: readonly string[], language: Language): string | undefined =>
  affected.length === 0 ? undefined : `${WORDS[language].told}: ${affected.join(', ')}`;

type State = SupplementView['state'] | PaymentView['state'];

function line(what: string, state: State, language: Language, parts: readonly (string | undefined)[]): string {
  const shown = paint(state === 'open' ? 'yellow' : 'dim', WORDS[language].state[state]);
  return `  ${[what, shown, ...parts].filter((each) => each !== undefined && each !== '').join('  ')}`;
}

const amountText = ({ amount, purpose }: PaymentView, language: Language): string =>
  `${counted(amount, language)} ${WORDS[language].currency}: ${purpose}`;

const untilText = (respondBy: string | undefined, language: Language): string[] =>
  respondBy === undefined ? [] : [`${WORDS[language].until} ${localTime(respondBy)}`];
