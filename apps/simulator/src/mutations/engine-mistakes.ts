import type { SubjectKey } from '@lienthong/access';
import { instant, weekday, type Calendars, type WorkingCalendar } from '@lienthong/calendar';
import type { Bundle, Workflows } from '@lienthong/bundle';
import { CANARY } from '../people/casebook';
import type { KeptRows } from '../ports/kept-rows';
import type { StatusMessage } from '@lienthong/status-sync';
import { altered } from './mutation';
import type { Mistakes } from './mistake';

/** Mistakes of what follows the log: lists, timers, statuses; and of what decides. */
export const ENGINE_MISTAKES: Mistakes = {
  'forgets-timers': {
    what: 'The timers are told of nothing that is due.',
    parts: { timerBoard: (real) => ({ ...real, due: async () => [] }) },
  },
  'forgets-what-waits': {
    what: 'The dispatcher is told of nothing that waited for its time.',
    parts: { handoffBoard: (real) => ({ ...real, due: async () => [] }) },
  },
  'postpones-for-ever': {
    what: 'What is put off never comes back.',
    parts: { handoffBoard: (real) => ({ ...real, postpone: (handoffs, _, trouble) => real.postpone(handoffs, FAR_AWAY, trouble) }) },
  },
  'checkpoints-before-handling': {
    what: 'The lists move their checkpoint before their rows are written.',
    parts: { rows: behindTheirCheckpoint },
  },
  'marks-what-is-open-as-told': {
    what: 'The mark of the status sync forgets what was not told yet.',
    parts: { mark: (real) => ({ read: () => real.read(), write: (mark) => real.write({ ...mark, open: [] }) }) },
  },
  'takes-the-portal-for-told': {
    what: 'A status that did not get through is taken for confirmed.',
    parts: {
      receiver: (real) =>
        altered(real, {
          async tell(message, body) {
            const telling = await real.tell(message, body);
            return telling.kind === 'unavailable' ? { kind: 'confirmed', already: false } : telling;
          },
        }),
    },
  },
  'overlooks-an-event': {
    what: 'The status sync does not read that a supplement was asked for.',
    parts: { statuses: (real) => ({ ...real, types: real.types.filter((type) => type !== 'SupplementRequested') }) },
  },
  'overtakes-on-the-channel': {
    what: 'The channel is told that a birth or death is registered, and not before that Justice has it.',
    parts: {
      channelStatuses: (real) => {
        const without = (messages: readonly StatusMessage[]): readonly StatusMessage[] =>
          messages.filter(({ status }) => status !== 7).map((message, i) => ({ ...message, number: i + 1 }));
        return {
          ...real,
          begin: (dossier) => {
            const begun = real.begin(dossier);
            return {
              add: (facts) => begun.add(facts),
              get messages() {
                return without(begun.messages);
              },
            };
          },
        };
      },
    },
  },
  'counts-a-day-too-many': {
    what: 'Limits in working days have one day too many.',
    parts: {
      workflows: (real) => ({
        ...real,
        get: (ref) => withAnotherDay(real.get(ref)),
        inForce: (code, at) => withAnotherDay(real.inForce(code, at)),
      }),
    },
  },
  'counts-by-the-newest-calendar': {
    what: 'Days are counted by the newest calendars, though they are not in force yet.',
    parts: { workflows: (real) => withCalendars(real, (calendars) => newestOf(calendars)) },
  },
  'edits-a-calendar': {
    what: 'A version of the calendars is changed while it is in use, instead of being followed by another.',
    parts: {
      workflows: (real) => {
        let asked = 0;
        return withCalendars(real, (calendars) => (++asked > 40 ? withoutMondays(calendars) : calendars));
      },
    },
  },
  'pins-no-text': {
    what: 'A version may have changed its text under a dossier that is pinned to it.',
    parts: {
      workflows: (real) => {
        const changed = (bundle: Bundle | undefined): Bundle | undefined => bundle && { ...bundle, digest: `${bundle.digest.slice(1)}0` };
        let asked = 0;
        return { ...real, get: (ref) => (++asked > 40 ? changed(real.get(ref)) : real.get(ref)) };
      },
    },
  },
  'remembers-erased-keys': {
    what: 'Keys are remembered, and used though they were erased since.',
    parts: {
      vault: (real) => {
        const known = new Map<string, SubjectKey>();
        const remember = (subject: string, key: SubjectKey): SubjectKey => {
          known.set(subject, key);
          return key;
        };
        return altered(real, {
          find: async (subject) => {
            const key = known.get(subject) ?? (await real.find(subject));
            return key && remember(subject, key);
          },
          keyFor: async (subject) => known.get(subject) ?? remember(subject, await real.keyFor(subject)),
        });
      },
    },
  },
  'gives-commands-other-names': {
    what: 'A command that is asked for again is another command.',
    parts: {
      dossiers: (real) => {
        let count = 0;
        return altered(real, {
          execute: (id, command, context, check) =>
            real.execute(id, command, { ...context, commandId: `${context.commandId}/${++count}` }, check),
        });
      },
    },
  },
  'writes-names-in-the-open': {
    what: 'The name of the applicant stands in the purpose of a payment.',
    parts: {
      dossiers: (real) =>
        altered(real, {
          execute: (id, command, context, check) =>
            real.execute(id, command.type === 'RequestPayment' ? { ...command, purpose: `Lệ phí: ${CANARY}` } : command, context, check),
        }),
    },
  },
};

const FAR_AWAY = instant('2099-01-01T00:00:00Z');

/** Rows are written only with the next commit; what a death lies between is lost. */
function behindTheirCheckpoint(real: KeptRows): KeptRows {
  let waiting: Parameters<KeptRows['commit']>[0] | undefined;
  return altered(real, {
    commit(changed, position) {
      if (waiting) real.commit(waiting, position);
      waiting = changed;
      real.position = position;
    },
  });
}

function withCalendars(real: Workflows, change: (calendars: Calendars) => Calendars): Workflows {
  const changed = (bundle: Bundle | undefined): Bundle | undefined => bundle && { ...bundle, calendars: change(bundle.calendars) };
  return { ...real, get: (ref) => changed(real.get(ref)), inForce: (code, at) => changed(real.inForce(code, at)) };
}

const newestOf = (calendars: Calendars): Calendars =>
  altered(calendars, { inForce: (at) => calendars.versions.at(-1) ?? calendars.inForce(at) });

/** The same versions by name, but with another day off. */
const withoutMondays = (calendars: Calendars): Calendars =>
  altered(calendars, {
    inForce: (at) => {
      const version = calendars.inForce(at);
      return { ...version, of: (agency) => closedOnMondays(version.of(agency)) };
    },
  });

const closedOnMondays = (calendar: WorkingCalendar): WorkingCalendar =>
  altered(calendar, {
    day: (date) => (weekday(date) === 'monday' ? { date, working: false, why: 'weekly-day-off' } : calendar.day(date)),
  });

const withAnotherDay = (bundle: Bundle | undefined): Bundle | undefined =>
  bundle && {
    ...bundle,
    procedures: bundle.procedures.map((procedure) => {
      const { timeLimit } = procedure;
      return timeLimit && 'workingDays' in timeLimit
        ? { ...procedure, timeLimit: { ...timeLimit, workingDays: timeLimit.workingDays + 1 } }
        : procedure;
    }),
  };
