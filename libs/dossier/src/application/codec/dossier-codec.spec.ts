import { randomBytes } from 'node:crypto';
import type { SubjectKey } from '@lienthong/access';
import type { AgencyCode, BundleRef } from '@lienthong/bundle';
import { instant, type Deadline, type LocalDate, type TimeOfDay } from '@lienthong/calendar';
import { encodeJson, GENESIS, type Draft, type Position, type StoredEvent } from '@lienthong/event-store';
import { handoffId, isErased, type DossierEvent, type OfficeCode } from '../../domain';
import { BIRTH, DOSSIER, FORM, HASH, IDENTITY, RESIDENCE, RESULTS } from '../../testing/scenario';
import { decode, dossierOf, encode, metadataFor, streamOf } from './dossier-codec';
import { sealFields, shownAs } from './sealed-fields';

type Data<T extends DossierEvent['type']> = Extract<DossierEvent, { readonly type: T }>['data'];

const AT = instant('2026-10-26T03:00:00Z');
const handoff = handoffId(DOSSIER, BIRTH);
const SECRET = 'Lời của người dân: Nguyễn Bảo An';

const LEGAL: Deadline = {
  startsOn: '2026-10-26' as LocalDate,
  due: AT,
  limit: { workingDays: 0 },
  calendar: { name: 'state', version: '2026-01-01' as LocalDate, digest: HASH, receptionCutOff: '15:00' as TimeOfDay },
  days: [{ date: '2026-10-26' as LocalDate, counted: true, number: 1, why: 'working-day' }],
};

/** One of each: a new type of event does not compile until it stands here. What is personal holds {@link SECRET}. */
const DATA: { readonly [T in DossierEvent['type']]: Data<T> } = {
  DossierSubmitted: {
    bundle: 'birth',
    channel: 'counter',
    office: '26734' as OfficeCode,
    delivery: 'portal',
    chosen: [BIRTH, RESIDENCE],
    form: { ...FORM, note: SECRET },
    fingerprints: { 'birth-notice': HASH },
    linkedNumber: 'G22.99.08-260921-896048',
  },
  DossierQuarantined: { why: 'office-unknown', office: '99999' as OfficeCode },
  OfficeAssigned: { office: '26734' as OfficeCode, reason: SECRET },
  DossierReceived: { bundle: 'birth@2026-09-01' as BundleRef, definition: HASH, oneStopCode: 'H21.35.38-240530-0001' },
  DuplicateDecided: { candidates: [DOSSIER], decision: 'other', reason: SECRET },
  DossierDeclined: { why: 'declined', reason: SECRET },
  SupplementRequested: {
    supplement: 1,
    by: 'one-stop',
    procedure: BIRTH,
    what: SECRET,
    fields: ['/mother/personalId'],
    respondBy: AT,
    repeated: false,
  },
  SupplementProvided: { supplement: 1, form: { ...FORM, note: SECRET }, note: SECRET },
  SupplementExpired: { supplement: 1 },
  PaymentRequested: { payment: 1, amount: 50_000, purpose: 'copies', procedure: BIRTH },
  PaymentReceived: { payment: 1, reference: 'BL-1' },
  WithdrawalRequested: { reason: SECRET },
  ProcedureStarted: {
    procedure: BIRTH,
    choices: { cardAddress: { option: 'mother', why: { vi: 'Nơi cư trú của mẹ', en: "the mother's" } } },
  },
  ProcedureCompleted: { procedure: BIRTH, handoff, awaiting: ['personalId'] },
  ProcedureRefused: { procedure: BIRTH, handoff },
  ProcedureSkipped: { procedure: IDENTITY, why: 'not-arising', because: BIRTH },
  LateResultReceived: { procedure: BIRTH, handoff, fields: ['personalId'] },
  HandoffRequested: { handoff, procedure: BIRTH, agency: 'justice' as AgencyCode, respondBy: AT },
  HandoffAttempted: { handoff, attempt: 1, sent: HASH },
  HandoffAcknowledged: { handoff, via: 'delivery', reference: 'HT-1', received: HASH },
  HandoffAttemptFailed: { handoff, attempt: 1, outcome: 'unknown', code: 'timeout', detail: SECRET, retryAt: AT },
  HandoffNotFound: { handoff, received: HASH },
  HandoffInquiryFailed: { handoff, code: 'timeout', detail: SECRET, retryAt: AT },
  HandoffRefused: { handoff, by: 'agency', code: 'wrong-commune', detail: SECRET },
  HandoffParked: { handoff, cause: 'refused-by-agency', code: 'wrong-commune' },
  HandoffReleased: { handoff, reason: 'cleared up', respondBy: AT },
  HandoffWithdrawn: { handoff },
  AgencyStatusReported: {
    handoff,
    message: 'm-1',
    via: 'callback',
    status: 'completed',
    standing: 'news',
    received: HASH,
    result: { ...RESULTS[BIRTH], note: SECRET },
    note: SECRET,
  },
  AgencyReportQuarantined: { handoff, message: 'm-1', reason: 'result-breaks-contract', fields: ['/number'], received: HASH },
  DossierCompleted: { outcome: 'with-refusals', refused: [RESIDENCE], notArising: [] },
  ResultsReturned: { by: 'one-stop', procedures: [BIRTH] },
  DossierStopped: { reason: SECRET },
  DeadlineSet: { of: BIRTH, because: 'started', legal: LEGAL, promised: AT, warnAt: AT },
  VerificationRequired: { procedure: RESIDENCE, reason: SECRET },
  DeadlineNear: { of: 'dossier', due: AT },
  DeadlineMissed: { of: BIRTH, due: AT, legal: AT },
  ApologyIssued: { apology: 1, of: 'dossier', cause: SECRET, due: AT, newDue: AT },
  DossierCorrected: {
    correction: 1,
    form: { ...FORM, note: SECRET },
    results: { [BIRTH]: { note: SECRET } },
    reason: SECRET,
    affected: [RESIDENCE],
  },
};

const EVENTS = Object.entries(DATA).map(([type, data]) => ({ type, data }) as DossierEvent);
const PERSONAL = EVENTS.filter(({ data }) => JSON.stringify(data).includes(SECRET));
const KEY = randomBytes(32) as SubjectKey;
const ID = '5d1c7a52-3f0e-5b0e-9d0c-6c69656e7468';

const encoded = (event: DossierEvent, id = ID): Draft =>
  encode(
    event,
    id,
    KEY,
    metadataFor({
      at: AT,
      actor: { kind: 'officer', id: 'a' },
      commandId: 'c',
      correlationId: DOSSIER,
      causationId: 'c',
      decidedBy: 'fact',
    }),
  );

function stored({ id, type, data, metadata }: Draft, changes: Partial<StoredEvent> = {}): StoredEvent {
  const bytes = encodeJson({ ...metadata, previousHash: GENESIS });
  return { id, type, data, metadata: bytes, stream: streamOf(DOSSIER), revision: 7, position: '1' as Position, ...changes };
}

describe('the stored form of the events of a dossier', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))('gives %s back as it was', (_, event) => {
    expect(decode(stored(encoded(event)), KEY)).toMatchObject({ id: ID, revision: 7, at: AT, event, metadata: { schema: 1 } });
    expect(decode(stored(encoded(event)), KEY).event).toEqual(event);
  });

  it.each(PERSONAL.map((event) => [event.type, event] as const))('holds nothing personal of %s that can be read', (_, event) => {
    const text = String(encoded(event).data);
    for (const word of [SECRET, 'Nguyễn', 'Thảo', 'Hữu Cầu', '079326000123']) expect(text).not.toContain(word);
  });

  it.each(PERSONAL.map((event) => [event.type, event] as const))(
    'reads %s as erased once the key is gone, and the rest of it still',
    (_, event) => {
      const { event: read } = decode(stored(encoded(event)), undefined);
      for (const [field, value] of Object.entries(event.data)) {
        const erased = JSON.stringify(value).includes(SECRET);
        const found = (read.data as Record<string, unknown>)[field];
        expect(erased ? isErased(found) : found).toEqual(erased ? true : value);
      }
    },
  );

  it('is sealed differently each time, so equal contents do not show', () => {
    const event = EVENTS[0] as DossierEvent;
    expect(encoded(event).data).not.toEqual(encoded(event).data);
  });

  it('does not open a sealed field that was moved to another event, or to another field', () => {
    const [event] = EVENTS.filter(({ type }) => type === 'AgencyStatusReported');
    const draft = encoded(event as DossierEvent);
    expect(() => decode(stored(draft, { id: ID.replace('5', '6') }), KEY)).toThrow(expect.objectContaining({ code: 'seal-broken' }));
    const { result, note, ...rest } = JSON.parse(String(draft.data)) as Record<string, unknown>;
    const swapped = encodeJson({ ...rest, result: note, note: result });
    expect(() => decode(stored(draft, { data: swapped }), KEY)).toThrow(expect.objectContaining({ code: 'seal-broken' }));
  });

  it("does not open under another dossier's key", () => {
    const draft = encoded(PERSONAL[0] as DossierEvent);
    expect(() => decode(stored(draft), randomBytes(32) as SubjectKey)).toThrow(expect.objectContaining({ code: 'seal-broken' }));
  });

  it('never writes what is personal in clear when there is no key', () => {
    for (const event of PERSONAL) expect(JSON.stringify(sealFields(event, undefined, ID))).not.toContain(SECRET);
  });

  it('is shown without what is personal', () => {
    for (const event of PERSONAL) expect(JSON.stringify(shownAs(event, 'sealed'))).not.toContain(SECRET);
    const { fingerprints: _, ...submitted } = DATA.DossierSubmitted;
    expect(shownAs({ type: 'DossierSubmitted', data: DATA.DossierSubmitted }, 'erased')).toEqual({ ...submitted, form: 'erased' });
  });

  describe('of another schema version', () => {
    const upcasters = {
      HandoffReleased: [
        ({ why, ...data }: Record<string, unknown>) => ({ ...data, reason: why }),
        (data: Record<string, unknown>) => ({ ...data, reason: `${String(data['reason'])}!` }),
      ],
    };
    const written = (schema: number, data: unknown): StoredEvent => {
      const { metadata, ...draft } = encoded({ type: 'HandoffReleased', data: DATA.HandoffReleased });
      return stored({ ...draft, data: encodeJson(data), metadata: { ...metadata, schema } });
    };

    it.each([
      [1, { handoff, why: 'cleared up', respondBy: AT }, 'cleared up!'],
      [2, { handoff, reason: 'cleared up', respondBy: AT }, 'cleared up!'],
      [3, { handoff, reason: 'cleared up', respondBy: AT }, 'cleared up'],
    ])('%i is brought to the current one, from where it stands', (schema, data, reason) => {
      expect(decode(written(schema, data), KEY, upcasters).event.data).toEqual({ handoff, reason, respondBy: AT });
    });

    it('keeps its bytes and its own version in the envelope', () => {
      const event = written(1, { handoff, why: 'a', respondBy: AT });
      const before = String(Buffer.from(event.data));
      expect(decode(event, KEY, upcasters).metadata.schema).toBe(1);
      expect(String(Buffer.from(event.data))).toBe(before);
    });

    it('is refused when a newer engine wrote it', () => {
      expect(() => decode(written(4, {}), KEY, upcasters)).toThrow(/schema version 4, this engine knows 3/);
      expect(() => decode(written(2, {}), KEY)).toThrow(/start the newer engine/);
    });
  });

  it('has a stream per dossier', () => expect(dossierOf(streamOf(DOSSIER))).toBe(DOSSIER));
});
