import { bilingual, list, map, moment, object, oneOf, personal, ref, text, whole, type Schema } from '../http/describe';

const stage: Schema = object(
  { is: oneOf('requested', 'attempted', 'acknowledged', 'retrying', 'asking', 'failed', 'parked', 'settled') },
  {
    retryAt: moment,
    cause: oneOf('retries-exhausted', 'refused-by-agency', 'message-invalid', 'acknowledgement-overdue', 'definition-error'),
  },
);

const notice: Schema = object({ id: text, kind: oneOf('supplement', 'correction', 'withdrawal'), number: whole, stage });

const handoff: Schema = object({ id: text, stage, attempts: whole, awaiting: list(text) }, { reference: text, failure: text });

/** A dossier, and what it is made of, as `DossierView` says it. */
export const DOSSIER_SCHEMAS = {
  Bilingual: object({ vi: text, en: text }),
  Erased: object({ erased: { type: 'boolean', enum: [true] } }),
  Waiting: object(
    { on: oneOf('task', 'handoff') },
    {
      task: oneOf('assign-office', 'receive', 'return-results', 'release-handoff', 'supplement', 'payment', 'clear-up-report'),
      handoff: text,
    },
  ),
  Procedure: object(
    { procedure: text, status: oneOf('waiting', 'started', 'completed', 'refused', 'skipped'), since: moment },
    {
      title: bilingual,
      agency: text,
      because: object({ why: oneOf('not-arising', 'condition', 'withdrawn', 'stopped') }, { procedure: text }),
      choices: map(object({ option: text, why: bilingual })),
      route: object({ option: text, why: bilingual }),
      handoff,
      notices: { ...list(notice), description: 'What its agency is told about it beside' },
      result: { type: 'object', additionalProperties: true, description: 'What the agency gave, or { "erased": true }' },
      note: personal(text),
    },
  ),
  Supplement: object(
    {
      number: whole,
      state: oneOf('open', 'provided', 'expired', 'overtaken'),
      since: moment,
      by: oneOf('one-stop', 'agency'),
      fields: { ...list(text), description: 'JSON Pointers into the form' },
      repeated: { type: 'boolean' },
    },
    { procedure: text, what: personal(text), respondBy: moment, note: personal(text), affected: list(text) },
  ),
  Payment: object(
    { number: whole, state: oneOf('open', 'received', 'overtaken'), since: moment, amount: whole, purpose: text },
    { procedure: text, reference: text },
  ),
  Correction: object({ number: whole, at: moment, reason: personal(text), affected: list(text) }),
  Dossier: object(
    {
      id: { type: 'string', format: 'uuid' },
      revision: whole,
      position: text,
      phase: oneOf('submitted', 'under-way', 'completed', 'returned', 'closed'),
      bundle: object({ code: text }, { version: text, title: bilingual }),
      channel: oneOf('online', 'counter'),
      office: text,
      delivery: oneOf('portal', 'one-stop'),
      submittedAt: moment,
      procedures: list(ref('Procedure')),
      waitsFor: { ...list(ref('Waiting')), description: 'Who has the next move' },
      supplements: list(ref('Supplement')),
      payments: list(ref('Payment')),
      corrections: list(ref('Correction')),
      contradictions: list(object({ handoff: text, message: text, at: moment })),
      form: { type: 'object', additionalProperties: true, description: 'Its last version, or { "erased": true }' },
      formVersion: whole,
    },
    {
      outcome: oneOf('completed', 'with-refusals', 'refused', 'declined', 'withdrawn', 'stopped'),
      receivedAt: moment,
      linkedNumber: text,
      oneStopCode: text,
      officeAsked: { ...text, description: 'What the citizen wrote, where `office` is its successor, or the one that was assigned' },
      quarantine: {
        ...object({ why: oneOf('office-unknown', 'office-not-serving'), since: moment }, { assignedAt: moment }),
        description: 'It came in for a commune that nobody serves; until it is assigned to a one-stop, it cannot be received',
      },
      servedBy: { ...text, description: 'Who serves for `office` today, where it was merged away since' },
      duplicateOf: { ...text, description: 'It was filed a second time; the matter goes on with that one' },
    },
  ),
} as const satisfies Readonly<Record<string, Schema>>;
