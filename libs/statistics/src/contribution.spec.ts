import type { LocalDate } from '@lienthong/calendar';
import { timeByHolder } from '@lienthong/dossier/domain';
import { punctuality, type Punctuality } from './contribution';
import { at, BIRTH, Lived } from './testing/lived';

const standing = ({ contribution }: Lived, asOf: string): Punctuality => punctuality(contribution, at(asOf));
const LATER = '2025-12-31 23:59';

// Monday 10 March 2025, received before 15:00: three working days, so the appointment is Wednesday 12 March, 17:00.
const received = (): Lived => new Lived().received('2025-03-10 09:00');

describe('what a dossier adds to the statistics', () => {
  it('is on time when it ends at the very moment of the appointment, and late a minute after it', () => {
    expect(standing(received().done('2025-03-12 17:00'), LATER)).toBe('on-time');
    expect(standing(received().done('2025-03-12 17:01'), LATER)).toBe('late');
  });

  it('is held against the end of the reporting period while it has not ended', () => {
    const dossier = received();
    expect(standing(dossier, '2025-03-12 12:00')).toBe('open-on-time');
    expect(standing(dossier, '2025-03-13 12:00')).toBe('open-late');
    expect(standing(dossier.done('2025-03-20 09:00'), '2025-03-13 12:00')).toBe('open-late');
  });

  it('ends with its last procedure, not with the day on which the results are handed over', () => {
    const dossier = new Lived().submitted('2025-03-10 09:00', { delivery: 'one-stop' }).do('2025-03-10 09:00', { type: 'ReceiveDossier' });
    dossier.done('2025-03-11 10:00').do('2025-03-20 08:00', { type: 'ReturnResults' });
    expect(dossier.contribution).toMatchObject({ endedAt: at('2025-03-11 10:00'), outcome: 'completed' });
    expect(standing(dossier, LATER)).toBe('on-time');
  });

  it('has the time of a supplement taken off', () => {
    const dossier = received().reported('2025-03-10 14:00', BIRTH, 'supplement-needed');
    expect(standing(dossier, '2025-03-13 12:00')).toBe('open-on-time');
    // Asked on Monday, provided on Wednesday: two working days later than promised at first, Friday 14 March, 17:00.
    dossier.do('2025-03-12 10:00', { type: 'ProvideSupplement', supplement: 1 });
    expect(dossier.contribution).toMatchObject({
      appointment: at('2025-03-14 17:00'),
      inTimeUntil: at('2025-03-14 17:00'),
      supplements: 1,
    });
    expect(standing(dossier.done('2025-03-14 16:00'), LATER)).toBe('on-time');
  });

  it('has it taken off, too, when the citizen stays silent until the procedure is refused by rule', () => {
    const dossier = received().reported('2025-03-10 14:00', BIRTH, 'supplement-needed').do('2025-03-19 17:00', { type: 'PassTime' });
    expect(dossier.contribution).toMatchObject({ outcome: 'refused', endedAt: at('2025-03-19 17:00'), refused: 1 });
    expect(standing(dossier, LATER)).toBe('on-time');
  });

  it('is late with a second supplement for the same, however early it ends', () => {
    const dossier = received().reported('2025-03-10 10:00', BIRTH, 'supplement-needed');
    dossier.do('2025-03-10 11:00', { type: 'ProvideSupplement', supplement: 1 }).reported('2025-03-10 14:00', BIRTH, 'supplement-needed');
    expect(standing(dossier, '2025-03-10 14:30')).toBe('open-late');
    dossier.do('2025-03-10 15:00', { type: 'ProvideSupplement', supplement: 2 }).done('2025-03-10 16:00');
    expect(standing(dossier, LATER)).toBe('late');
    expect(dossier.contribution.supplements).toBe(2);
  });

  it('is held against the appointment of an apology in time', () => {
    const apology = { type: 'IssueApology', of: 'dossier', cause: 'Cán bộ nghỉ ốm', newDay: '2025-03-17' as LocalDate } as const;
    const dossier = received().do('2025-03-11 09:00', apology).done('2025-03-17 16:00');
    expect(dossier.contribution.appointment).toBe(at('2025-03-17 17:00'));
    expect(standing(dossier, LATER)).toBe('on-time');
  });

  it('is held against the legal maximum of its procedures where no appointment is made', () => {
    const dossier = new Lived((bundle) => ({ ...bundle, timeLimits: [] })).received('2025-03-10 09:00');
    expect(dossier.contribution.appointment).toBeUndefined();
    expect(standing(dossier, '2025-03-10 17:01')).toBe('open-late');
    dossier.reported('2025-03-10 16:00', BIRTH, 'completed');
    // What followed began after 15:00, so that its two working days are Tuesday and Wednesday.
    expect(dossier.contribution.inTimeUntil).toBe(at('2025-03-12 17:00'));
  });

  it('belongs to the day of its reception in Viet Nam, or of its submission when it was never received', () => {
    const dossier = new Lived().submitted('2025-03-31 23:30');
    expect(dossier.contribution).toMatchObject({ day: '2025-03-31', received: false });
    dossier.do('2025-04-01 08:00', { type: 'DeclineDossier', reason: 'Sai thẩm quyền' });
    expect(dossier.contribution).toMatchObject({ day: '2025-03-31', endedAt: at('2025-04-01 08:00'), outcome: 'declined' });
    expect(standing(dossier, LATER)).toBe('on-time');
    expect(received().contribution).toMatchObject({ day: '2025-03-10', received: true, office: '26734', bundle: 'birth' });
  });

  it('tells with whom it lay, as the dossier itself tells it', () => {
    const dossier = received().reported('2025-03-10 14:00', BIRTH, 'supplement-needed');
    dossier.do('2025-03-12 10:00', { type: 'ProvideSupplement', supplement: 1 }).reported('2025-03-13 08:00', BIRTH, 'completed');
    const { held, since, holder, dossier: id } = dossier.contribution;
    expect(held).toEqual(Object.fromEntries(Object.entries(timeByHolder(id, dossier.history, since)).filter(([, millis]) => millis !== 0)));
    expect(held['citizen']).toBe(44 * 3_600_000);
    expect([since, holder]).toEqual([at('2025-03-13 08:00'), 'in-transit']);
  });
});
