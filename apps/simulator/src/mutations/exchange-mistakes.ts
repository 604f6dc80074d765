import { CommandRejected, type Command, type DossierEvent } from '@lienthong/dossier/domain';
import type { Dossiers } from '@lienthong/dossier';
import { sha256 } from '@lienthong/handoff';
import { altered } from './mutation';
import type { Mistakes } from './mistake';

/** Dossiers whose commands are carried out otherwise. */
const executing = (real: Dossiers, execute: Dossiers['execute']): Dossiers => altered(real, { execute });

/** Mistakes of the exchange with agencies. */
export const EXCHANGE_MISTAKES: Mistakes = {
  'sends-without-a-claim': {
    what: 'Whoever does not get the claim sends all the same.',
    parts: {
      dossiers: (real) =>
        executing(real, async (id, command, context, check) => {
          try {
            return await real.execute(id, command, context, check);
          } catch (error) {
            const found = command.type === 'AttemptHandoff' && error instanceof CommandRejected && (await real.load(id));
            if (!found) throw error;
            return { ...found, events: attempted(command) };
          }
        }),
    },
  },
  'records-after-sending': {
    what: 'An attempt is recorded a second after it was sent.',
    parts: {
      dossiers: (real, process) =>
        executing(real, async (id, command, context, check) => {
          const found = command.type === 'AttemptHandoff' && (await real.load(id));
          if (!found) return real.execute(id, command, context, check);
          process.after(1_000, () => void real.execute(id, command, context, check).catch(() => undefined));
          return { ...found, events: attempted(command) };
        }),
    },
  },
  'never-finds': {
    what: 'An inquiry about what the agency has says that it does not have it.',
    parts: {
      gateway: (real) =>
        altered(real, {
          async inquire(request) {
            const inquiry = await real.inquire(request);
            return inquiry.kind === 'found' ? { kind: 'not-found', sent: inquiry.sent, received: inquiry.received } : inquiry;
          },
        }),
    },
  },
  'takes-unknown-for-unsent': {
    what: 'An attempt whose outcome nobody knows is sent again without asking.',
    parts: {
      gateway: (real) =>
        altered(real, {
          async deliver(request, body) {
            const delivery = await real.deliver(request, body);
            return delivery.kind === 'unknown' ? { ...delivery, kind: 'unavailable' } : delivery;
          },
        }),
    },
  },
  'takes-refusal-for-acceptance': {
    what: 'A message that the agency refuses is taken for acknowledged.',
    parts: {
      gateway: (real) =>
        altered(real, {
          async deliver(request, body) {
            const delivery = await real.deliver(request, body);
            return delivery.kind === 'refused' ? { kind: 'acknowledged', received: delivery.received ?? body } : delivery;
          },
        }),
    },
  },
  'is-impatient': {
    what: 'An attempt is taken for interrupted while its call is on its way.',
    parts: { policy: (real) => ({ ...real, attemptMs: 50 }) },
  },
  'answers-for-a-later-attempt': {
    what: 'What an inquiry brought is taken for true of the attempt that was made since.',
    parts: {
      dossiers: (real) =>
        executing(real, async (id, command, context, check) => {
          if (command.type !== 'RecordNotFound') return real.execute(id, command, context, check);
          const found = await real.load(id);
          const attempt = Object.values(found?.dossier.handoffs ?? {}).find((each) => each.id === command.handoff)?.attempts;
          return real.execute(id, { ...command, attempt: attempt ?? command.attempt }, context, check);
        }),
    },
  },
  'asks-in-vain': {
    what: 'What an agency answers to the question how things stand is not looked at.',
    parts: {
      gateway: (real) =>
        altered(real, {
          async follow(requests) {
            const answer = await real.follow(requests);
            return answer.kind === 'answered' ? { ...answer, reports: [] } : answer;
          },
        }),
    },
  },
  'answers-before-recording': {
    what: 'An agency is told that its message was taken over before it was.',
    parts: {
      recorder: (real) =>
        altered(real, {
          async record(agency, report, arrival) {
            real.record(agency, report, arrival).catch(() => undefined);
            return { outcome: 'recorded', handoff: report.handoff };
          },
        }),
    },
  },
  'throws-bad-messages-away': {
    what: 'What belongs into quarantine is thrown away.',
    parts: { quarantine: (real) => altered(real, { keep: async () => '00000000-0000-0000-0000-000000000000' }) },
  },
  'keeps-no-answers': {
    what: 'The exact bytes of what agencies answer are cited and not kept.',
    parts: {
      archive: (real) =>
        altered(real, {
          keep: async (dossier, about, body, first) =>
            about.direction === 'received' ? sha256(body) : real.keep(dossier, about, body, first),
        }),
    },
  },
  'checks-no-results': {
    what: 'A result is taken over though it breaks its contract.',
    parts: { recorder: (real) => altered(real, { brokenFields: () => [] }) },
  },
};

/** As the log would show it. */
const attempted = (command: Command): readonly DossierEvent[] =>
  command.type === 'AttemptHandoff'
    ? [{ type: 'HandoffAttempted', data: { handoff: command.handoff, attempt: 1, sent: command.sent } }]
    : [];
