import { describeApi } from '@lienthong/dossier';

const { bilingual, list, map, moment, object, oneOf, ref, text, whole } = describeApi;
const day = { type: 'string', format: 'date' } as const;

const TOTALS = {
  dossiers: {
    ...whole,
    description: 'Those of the period, by the day of reception in Viet Nam, or of submission as long as they are not received',
  },
  received: { ...whole, description: 'Of them, those that were taken in' },
  online: whole,
  onTime: { ...whole, description: 'Ended by the end of the period, and on time by the official rule' },
  late: whole,
  openOnTime: { ...whole, description: 'Not ended by the end of the period, and not late yet' },
  openLate: whole,
  supplements: { ...whole, description: 'Requests' },
  supplemented: { ...whole, description: 'Dossiers with any' },
  refusals: { ...whole, description: 'Refused procedures' },
  withRefusals: { ...whole, description: 'Dossiers with any' },
  held: { ...map(whole), description: 'Milliseconds by holder: one-stop, citizen, in-transit, operator, late-result, agency:<code>' },
};

/** What the engine itself answers with. */
export const ENGINE_SCHEMAS: Readonly<Record<string, describeApi.Schema>> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457; `type` can be looked up here',
    required: ['type', 'title', 'status', 'detail', 'code', 'messages'],
    properties: {
      type: { type: 'string', example: '/problems/not-json' },
      title: text,
      status: whole,
      detail: { type: 'string', description: 'What to do' },
      code: text,
      messages: bilingual,
      breaches: list(object({ field: { type: 'string', description: 'JSON Pointer' }, rule: text, message: bilingual })),
      details: { type: 'object', additionalProperties: { oneOf: [text, whole] } },
    },
  },
  ProblemText: object({ status: whole, title: bilingual, cure: bilingual }, { retryAfter: whole }),
  ProblemTexts: map(ref('ProblemText')),
  Attachment: object({ sha256: text, size: whole, type: text }),
  CitedAttachment: object(
    { kind: text, name: text, sha256: text, versions: list(whole), present: { type: 'boolean' } },
    { size: { type: 'integer', description: 'In bytes' }, type: text },
  ),
  Live: object({ status: oneOf('live') }),
  Readiness: object({ status: oneOf('ready', 'not-ready'), reasons: list(object({ code: text, message: bilingual })) }),
  Version: object({
    name: text,
    version: text,
    api: text,
    node: text,
    bundles: list(
      object(
        {
          code: text,
          versions: list(object({ ref: text, title: bilingual, effective: object({ from: day }, { until: day }), digest: text })),
        },
        { inForce: text },
      ),
    ),
  }),
  Documents: object({
    id: text,
    documents: list(
      object(
        {
          name: { ...text, example: '02.1' },
          form: oneOf('01', '02', '03', '04', '05', '06', '07'),
          title: bilingual,
          revision: { ...whole, description: 'Of the event that issues it; of form 06, of the last event on it' },
          issuedAt: moment,
        },
        { procedure: text },
      ),
    ),
  }),
  Statistics: object(
    { asOf: { type: 'string', format: 'date-time' }, lines: list(object({ key: text, ...TOTALS })), total: object(TOTALS) },
    { position: text },
  ),
  Recordings: object({
    reports: list(object({ outcome: oneOf('recorded', 'known-already', 'quarantined'), handoff: text }, { reason: text })),
  }),
  StatusTroubles: object({
    receivers: { ...list(text), description: 'Who is told statuses at all' },
    toldHere: {
      type: 'boolean',
      description: 'Whether the engine that was asked tells them. Of several that share a log one does; only that one knows of troubles',
    },
    refused: { ...whole, description: 'How many wait for a person' },
    failing: { ...whole, description: 'How many are tried again by themselves' },
    troubles: list(
      object(
        {
          receiver: oneOf('portal', 'linked-channel'),
          dossier: text,
          kind: oneOf('refused', 'failing'),
          number: { ...whole, description: 'Of the message that does not get through; 0 where it did not come to one' },
          code: text,
          since: moment,
          tries: whole,
        },
        { meaning: bilingual, retryAt: moment },
      ),
    ),
  }),
  ToldStatuses: object({
    id: text,
    messages: list(
      object(
        { receiver: oneOf('portal', 'linked-channel'), number: whole, status: whole, sha256: text, sentAt: moment },
        { confirmedAt: moment, body: { type: 'string', description: 'As it went out; absent once the key of the dossier is erased' } },
      ),
    ),
  }),
  QuarantinedMessages: object({
    messages: list(
      object(
        { id: text, at: text, agency: text, reason: text, received: text, subject: text },
        { detail: text, handoff: text, message: text },
      ),
    ),
  }),
};
