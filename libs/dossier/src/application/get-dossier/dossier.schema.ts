import { bilingual, list, map, moment, object, oneOf, personal, ref, text, whole, type Schema } from '../http/describe';

const stage: Schema = object(
  { is: oneOf('requested', 'attempted', 'acknowledged', 'retrying', 'asking', 'failed', 'parked', 'settled') },
  {
    retryAt: moment,
    cause: oneOf('retries-exhausted', 'refused-by-agency', 'message-invalid', 'acknowledgement-overdue', 'definition-error'),
  },
);

const handoff: Schema = object({ id: text, stage, attempts: whole, awaiting: list(text) }, { reference: text, failure: text });

/** A dossier, and what it is made of, as `DossierView` says it. */
export const DOSSIER_SCHEMAS = {
  Bilingual: object({ vi: text, en: text }),
  Erased: object({ erased: { type: 'boolean', enum: [true] } }),
  Waiting: object(
    { on: oneOf('task', 'handoff') },
    { task: oneOf('receive', 'return-results', 'release-handoff', 'supplement', 'payment', 'clear-up-report'), handoff: text },
  ),
  Procedure: object(
    { procedure: text, status: oneOf('waiting', 'started', 'completed', 'refused', 'skipped'), since: moment },
    {
      title: bilingual,
      agency: text,
      because: object({ why: oneOf('not-arising', 'condition', 'withdrawn', 'stopped') }, { procedure: text }),
      choices: map(object({ option: text, why: bilingual })),
      handoff,
      result: { type: 'object', additionalProperties: true, description: 'What the agency gave, or { "erased": true }' },
      note: personal(text),
    },
  ),
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
      contradictions: list(object({ handoff: text, message: text, at: moment })),
      form: { type: 'object', additionalProperties: true, description: 'As it was submitted, or { "erased": true }' },
    },
    {
      outcome: oneOf('completed', 'with-refusals', 'refused', 'declined', 'withdrawn', 'stopped'),
      receivedAt: moment,
      linkedNumber: text,
      oneStopCode: text,
    },
  ),
} as const satisfies Readonly<Record<string, Schema>>;
