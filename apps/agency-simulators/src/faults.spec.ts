import { Faults, type Subject } from './faults';

const subject: Subject = { handoff: 'h-1', dossier: 'd-1', procedure: 'permanent-residence', applicants: ['079094004521', 'Ân'] };

describe('faults', () => {
  let faults: Faults;
  beforeEach(() => {
    faults = new Faults();
  });

  /** Which of the next occasions are struck. */
  const struck = (occasions: number, about: Subject = subject) =>
    Array.from({ length: occasions }, () => faults.strike('down', about) !== undefined);

  it('strike always unless told otherwise', () => {
    faults.add([{ kind: 'down' }]);
    expect(struck(3)).toEqual([true, true, true]);
  });

  it('strike the first n occasions', () => {
    faults.add([{ kind: 'down', times: 2 }]);
    expect(struck(3)).toEqual([true, true, false]);
  });

  it('strike n out of m occasions', () => {
    faults.add([{ kind: 'down', every: { n: 2, of: 3 } }]);
    expect(struck(6)).toEqual([true, true, false, true, true, false]);
  });

  it('strike n out of m occasions up to a number of times', () => {
    faults.add([{ kind: 'down', every: { n: 1, of: 2 }, times: 2 }]);
    expect(struck(6)).toEqual([true, false, true, false, false, false]);
  });

  it('strike only whom they are about, and count only those occasions', () => {
    faults.add([{ kind: 'down', times: 1, match: { dossier: 'd-1', applicant: 'Ân'.normalize('NFD') } }]);
    expect(struck(1, { ...subject, dossier: 'd-2' })).toEqual([false]);
    expect(struck(1, {})).toEqual([false]);
    expect(struck(2)).toEqual([true, false]);
  });

  it('strike one at a time, the next when the first is used up', () => {
    faults.add([
      { kind: 'down', times: 1 },
      { kind: 'down', mode: '503', times: 1 },
    ]);
    expect([faults.strike('down', subject)?.mode, faults.strike('down', subject)?.mode, faults.strike('down', subject)]).toEqual([
      undefined,
      '503',
      undefined,
    ]);
  });
});
