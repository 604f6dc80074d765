import type { Instant } from '@lienthong/calendar';
import { encodeJson, type StoredEvent } from '@lienthong/event-store';
import { handoffId, type Command, type DossierEvent } from '../../domain';
import { by, Office, progress } from '../../testing/office';
import { BIRTH, HASH, RESULTS } from '../../testing/scenario';
import { decodeBare } from './bare-event';
import { decode } from './dossier-codec';

describe('an event decoded without its envelope', () => {
  let office: Office;
  let stored: StoredEvent[];
  beforeEach(async () => {
    office = new Office();
    const id = await office.received();
    const handoff = handoffId(id, BIRTH);
    await office.dossiers.execute(id, { type: 'AttemptHandoff', handoff, sent: HASH }, by('"schema":9, "at":"'));
    await office.dossiers.execute(id, progress(handoff, 'm-1'), by('m-1'));
    const result = RESULTS[BIRTH] ?? {};
    await office.dossiers.execute(id, { ...progress(handoff, 'm-2'), status: 'completed', result, note: 'Đã xong' } as Command, by('m-2'));
    stored = await office.stored(id);
  });
  afterEach(() => office.close());

  const whole = (event: StoredEvent): { event: DossierEvent; at: Instant } => {
    const { event: decoded, at } = decode(event, undefined);
    return { event: decoded, at };
  };

  it('is what it is with it, personal fields erased', () => {
    expect(stored.length).toBeGreaterThan(8);
    expect(stored.map(decodeBare)).toEqual(stored.map(whole));
    expect(JSON.stringify(stored.map(decodeBare))).not.toContain('sealed');
  });

  it('is so, too, when its metadata is written in another way', () => {
    const [first] = stored;
    if (!first) throw new Error('nothing was stored');
    const metadata = JSON.parse(Buffer.from(first.metadata).toString()) as Record<string, unknown>;
    const others = [
      { ...metadata, at: undefined, then: 1, schema: 1 },
      { schema: 1, at: metadata['at'] },
      { at: metadata['at'], actor: { schema: 7 }, schema: 1 },
    ].map((each) => ({ ...first, metadata: encodeJson(each) }));
    expect(others.map(decodeBare)).toEqual(others.map(whole));
  });

  it('is refused when a newer engine wrote it', () => {
    const [first] = stored;
    if (!first) throw new Error('nothing was stored');
    expect(() => decodeBare({ ...first, metadata: encodeJson({ at: '2026-10-26T03:00:00.000Z', schema: 12 }) })).toThrow(/newer engine/);
  });
});
