import { correctedResults } from './corrected-results';
import { Failure } from './failure';

describe('corrected results on the command line', () => {
  it('are text, by procedure and field; what is in braces is JSON', () =>
    expect(
      correctedResults([
        'birth-registration.number=113',
        'birth-registration.book=01/2026=A',
        'birth-registration.document={"code":"KQ"}',
        'health-insurance-card.validFrom=2026-10-24',
      ]),
    ).toEqual({
      'birth-registration': { number: '113', book: '01/2026=A', document: { code: 'KQ' } },
      'health-insurance-card': { validFrom: '2026-10-24' },
    }));

  it.each(['number=113', 'birth-registration.number', 'birth-registration.=1', '.number=1', 'birth-registration.document={"code"'])(
    'are refused clearly: %s',
    (text) => expect(() => correctedResults([text])).toThrow(Failure),
  );
});
