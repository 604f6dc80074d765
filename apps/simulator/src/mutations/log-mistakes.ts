import {
  GENESIS,
  OutcomeUnknown,
  RevisionConflict,
  type AppendResult,
  type EventStore,
  type NewEvent,
  type Position,
} from '@lienthong/event-store';
import { altered } from './mutation';
import type { Mistakes } from './mistake';

const SOMEWHERE = '0' as Position;

/** A store that does otherwise when appending. */
const appending = (real: EventStore, append: EventStore['append']): EventStore => altered(real, { append });

/** What a writer is told that believes to have been the only one. */
const asIfWritten = (events: readonly NewEvent[], expected: number | string): AppendResult => ({
  revision: (typeof expected === 'number' ? expected : -1) + events.length,
  position: SOMEWHERE,
});

/** Mistakes of whoever writes to the log and reads it. */
export const LOG_MISTAKES: Mistakes = {
  'ignores-a-conflict': {
    what: 'An append that met a conflict is taken for written.',
    parts: {
      store: (real) =>
        appending(real, async (stream, events, expected) => {
          try {
            return await real.append(stream, events, expected);
          } catch (error) {
            if (error instanceof RevisionConflict) return asIfWritten(events, expected);
            throw error;
          }
        }),
    },
  },
  'takes-unknown-for-done': {
    what: 'An append whose outcome nobody knows is taken for written.',
    parts: {
      store: (real) =>
        appending(real, async (stream, events, expected) => {
          try {
            return await real.append(stream, events, expected);
          } catch (error) {
            if (error instanceof OutcomeUnknown) return asIfWritten(events, expected);
            throw error;
          }
        }),
    },
  },
  'acknowledges-early': {
    what: 'An append is acknowledged before it is in the log.',
    parts: {
      store: (real) =>
        appending(real, async (stream, events, expected) => {
          real.append(stream, events, expected).catch(() => undefined);
          return asIfWritten(events, expected);
        }),
    },
  },
  'tears-batches': {
    what: 'The events of one append are written one by one.',
    parts: {
      store: (real) =>
        appending(real, async (stream, events, expected) => {
          let at = expected;
          let result: AppendResult = { revision: -1 };
          for (const event of events) {
            result = await real.append(stream, [event], at);
            at = result.revision;
          }
          return result;
        }),
    },
  },
  'chains-to-nothing': {
    what: 'Every append begins a chain of its own.',
    parts: {
      journal: (real) => altered(real, { handIn: (stream, head, drafts) => real.handIn(stream, { ...head, hash: GENESIS }, drafts) }),
    },
  },
  'reads-one-too-few': {
    what: 'Reading a stream forgets its last event.',
    parts: {
      store: (real) =>
        altered(real, {
          async *readStream(stream, options) {
            const events = [];
            for await (const event of real.readStream(stream, options)) events.push(event);
            yield* events.length > 1 && options?.limit === undefined ? events.slice(0, -1) : events;
          },
        }),
    },
  },
  'misses-news': {
    what: 'Whoever follows the log misses one event of thirty.',
    parts: {
      store: (real) => {
        let count = 0;
        return altered(real, {
          async *subscribe(options) {
            for await (const item of real.subscribe(options)) if (item.kind !== 'event' || ++count % 30 > 0) yield item;
          },
        });
      },
    },
  },
  'believes-to-be-alone': {
    what: 'An engine remembers dossiers that others write to, too.',
    parts: { alone: () => true },
  },
};
