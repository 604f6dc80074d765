import { plusMillis } from '@lienthong/calendar';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { Dispatcher } from './dispatcher';
import type { HandoffBoard } from './handoff-board';
import { Exchange, FORM, JUSTICE, POLICY } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

const turns = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('the dispatcher, when this engine appends', () => {
  let exchange: Exchange;
  let dispatcher: Dispatcher;
  let scheduled: HandoffId[];
  let looks: number;
  let known: Position | undefined;
  let changed: () => void;
  beforeEach(async () => {
    exchange = new Exchange();
    scheduled = [];
    looks = 0;
    known = undefined;
    const board: HandoffBoard = {
      due: async () => {
        looks++;
        return [];
      },
      nextDueAfter: async () => undefined,
      postpone: async () => undefined,
      position: () => known,
      onChange: (listener) => {
        changed = listener;
        return () => undefined;
      },
    };
    const queue = {
      trouble: undefined,
      schedule: ({ handoffs }: { readonly handoffs: readonly HandoffId[] }) => void scheduled.push(...handoffs),
      onFree: () => () => undefined,
      work: () => undefined,
      close: async () => undefined,
    };
    const policies = new Map([[JUSTICE, POLICY]]);
    const fail = (error: unknown): never => {
      throw error;
    };
    dispatcher = new Dispatcher(exchange.dossiers, board, queue, exchange.gateways, policies, exchange.time, fail);
    dispatcher.start();
    await turns();
  });
  afterEach(async () => {
    await dispatcher.stop();
    exchange.close();
  });

  it('has a new handoff sent at once, before the board has heard of it', async () => {
    const handoff = await exchange.received();
    expect(scheduled).toEqual([handoff]);
  });

  it('leaves what is not due yet to the board', async () => {
    const handoff = await exchange.received();
    scheduled.length = 0;
    exchange.justice.deliveries.push({ kind: 'unavailable', code: 'maintenance', detail: 'closed', received: bytes('later') });
    await exchange.perform(handoff);
    expect((await exchange.handoff(handoff)).stage.is).toBe('retrying');
    expect(scheduled).toEqual([]);
  });

  it('has a notice sent at once when that is there for which it waited', async () => {
    const handoff = await exchange.received();
    exchange.justice.deliveries.push({ kind: 'unknown', code: 'timeout', detail: 'no answer' });
    await exchange.perform(handoff);
    const requester = { ...(FORM['requester'] as object), phone: '0900000001' };
    const correction = { type: 'CorrectDossier', form: { ...FORM, requester }, reason: 'misread' } as const;
    await exchange.do(dossierOfHandoff(handoff), correction);
    const notice = `${handoff}-correction-1`;
    expect(scheduled.splice(0)).toContain(notice);
    exchange.pass(POLICY.backoff.firstMs);
    exchange.justice.inquiries.push({ kind: 'found', sent: bytes('is it there?'), received: bytes('yes') });
    await exchange.perform(handoff);
    expect(scheduled).toEqual([notice]);
  });

  it('does not look at a board that is behind, which may tell what is done already', async () => {
    known = '0' as Position;
    const handoff = await exchange.received();
    const before = looks;
    changed();
    await turns();
    expect(looks).toBe(before);
    known = (await exchange.position(handoff)) ?? known;
    changed();
    await turns();
    expect(looks).toBe(before + 1);
  });

  it('looks in time even at a board that is always behind', async () => {
    known = '0' as Position;
    await exchange.received();
    const before = looks;
    exchange.time.moveTo(plusMillis(exchange.time.now(), 10_000));
    await turns();
    expect(looks).toBeGreaterThan(before);
  });

  it('hears of nothing any more once it is stopped', async () => {
    await dispatcher.stop();
    await exchange.received();
    expect(scheduled).toEqual([]);
  });
});
