import { join } from 'node:path';
import { loadWorkflows, type Bundle } from '@lienthong/bundle';
import { instant, localDate, plusMillis, type Instant } from '@lienthong/calendar';
import {
  CommandRejected,
  decide,
  evolve,
  plan,
  type Command,
  type Dossier,
  type DossierEvent,
  type OfficeCode,
  type Sha256,
} from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import fc from 'fast-check';
import type { Fact } from '../status-message';
import { BIRTH, DOSSIER, INSURANCE, RESIDENCE, SYSTEM } from './facts';

const bundle = loadWorkflows(join(projectRoot(), 'workflows')).get('birth@2024-07-01') as Bundle;
const HASH = 'a'.repeat(64) as Sha256;
const HOUR_MS = 3_600_000;
const RESULT = { number: '112', book: '01/2026', page: '56', registeredOn: '2026-10-27', document: { code: 'KQ.G15.000031' } };
const residence = { province: '79', commune: '26734', line: '12 Nguyễn Hữu Cầu' };
const FORM = { case: 'both-parents-known', child: { givenName: 'An' }, mother: { residence }, residence: { requestedAddress: residence } };

/** A dossier that lives through commands as the application carries them out, with all that the engine decides. */
export class History {
  readonly facts: Fact[] = [];
  dossier: Dossier | undefined;
  private now: Instant = instant('2026-09-21T02:00:00Z');

  constructor() {
    const submission = { bundle: 'birth', channel: 'online', office: '26734' as OfficeCode, delivery: 'portal' } as const;
    this.do({ type: 'SubmitDossier', submission: { ...submission, chosen: [BIRTH, RESIDENCE, INSURANCE], form: FORM } });
  }

  /** What is refused at the time did not happen. */
  do(command: Command, hours = 0): void {
    this.now = plusMillis(this.now, 1_000 + hours * HOUR_MS);
    const name = `command-${this.facts.length}`;
    try {
      for (const event of decide(this.dossier, command, bundle, this.now)) this.record(event, name);
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
    }
    if (this.dossier) for (const event of plan(this.dossier, bundle, this.now)) this.record(event, name);
  }

  /** One of the things that can happen, chosen by numbers. */
  happen(what: number, pick: number): void {
    const commands = this.possible(pick);
    const command = commands[what % commands.length];
    if (command) this.do(command, pick % 40);
  }

  private record(event: DossierEvent, command: string): void {
    this.facts.push({ event, at: this.now, actor: SYSTEM, command });
    this.dossier = evolve(this.dossier, event, this.now, DOSSIER);
  }

  private possible(pick: number): readonly Command[] {
    const number = 1 + (pick % 3);
    const procedure = [BIRTH, RESIDENCE, INSURANCE][pick % 3] ?? BIRTH;
    const handoffs = Object.values(this.dossier?.handoffs ?? {});
    const handoff = handoffs[pick % handoffs.length]?.id;
    const word = { type: 'RecordAgencyStatus', via: 'callback', received: HASH } as const;
    const aboutHandoff: readonly Command[] = handoff
      ? [
          { type: 'AttemptHandoff', handoff, sent: HASH },
          { type: 'RecordAcknowledgement', handoff, via: 'delivery', received: HASH },
          { ...word, handoff, message: `asks-${number}`, status: 'supplement-needed' },
          { ...word, handoff, message: `asks-${number}`, status: 'supplement-needed' },
          { ...word, handoff, message: `works-${number}`, status: 'in-process' },
          { ...word, handoff, message: 'done', status: 'completed', result: RESULT },
          { ...word, handoff, message: 'refused', status: 'refused' },
        ]
      : [];
    return [
      { type: 'ReceiveDossier' },
      { type: 'RequestSupplement', what: 'giấy tờ', fields: [], ...(this.dossier?.receivedAt && { procedure }) },
      { type: 'ProvideSupplement', supplement: number },
      { type: 'RequestPayment', amount: 50_000, purpose: 'bản sao', ...(pick % 2 === 0 && { procedure }) },
      { type: 'RecordPayment', payment: number, reference: 'BL-1' },
      { type: 'PassTime' },
      { type: 'PassTime' },
      { type: 'IssueApology', of: 'dossier', cause: 'quá tải', newDay: localDate(plusMillis(this.now, (72 + pick) * HOUR_MS)) },
      { type: 'CorrectDossier', form: { ...FORM, case: `case-${pick}` }, reason: 'ghi nhầm' },
      ...(pick % 10 === 0 ? ([{ type: 'WithdrawDossier', reason: 'đổi ý' }] as const) : []),
      ...(pick % 10 === 1 ? ([{ type: 'StopDossier', reason: 'theo quyết định' }] as const) : []),
      ...(pick % 10 === 2 ? ([{ type: 'DeclineDossier', reason: 'không đúng thẩm quyền' }] as const) : []),
      ...aboutHandoff,
      { type: 'ReturnResults' },
    ];
  }
}

/** Random lives of a dossier; most are received at once. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(fc.nat(3), fc.array(fc.tuple(fc.nat(1_000), fc.nat(100)), { maxLength: 40 }))
  .map(([early, happenings]) => {
    const history = new History();
    if (early > 0) history.do({ type: 'ReceiveDossier' });
    for (const [what, pick] of happenings) history.happen(what, pick);
    return history;
  });
