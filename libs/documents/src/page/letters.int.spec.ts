import { renderForm } from '../render-form';
import { wordsOn } from '../testing/poppler';
import { REFUSAL } from '../testing/samples';

const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']; // ngang, huyền, hỏi, ngã, sắc, nặng
const VOWELS = [...'aăâeêioôơuưy'].flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC')));
const CONSONANTS = [...'bcdđghklmnpqrstvxfjwz'];
// Letters of names in Ede, Bahnar, Jarai and other languages of the country, as far as they are one sign.
const OTHER_LANGUAGES = [...'čĕĭŏŭñƀâôêơư'];

const faces = [
  ['regular', 'whatToDo'],
  ['bold', 'requester'],
  ['italic', 'office'],
] as const;

describe('the letters', () => {
  const lower = [...VOWELS, ...CONSONANTS, ...OTHER_LANGUAGES];
  const letters = [...lower, ...lower.map((letter) => letter.toLocaleUpperCase('vi'))].join('');

  it('of Vietnamese are 89 in each case', () => {
    expect(new Set([...VOWELS, ...CONSONANTS].filter((letter) => !'fjwz'.includes(letter))).size).toBe(89);
  });

  it.each(faces)('are all in the %s face, and can be read by machines', async (_, place) => {
    const form = {
      ...REFUSAL,
      ...(place === 'whatToDo' ? { whatToDo: letters } : {}),
      ...(place === 'requester' ? { requester: { name: letters } } : {}),
      ...(place === 'office' ? { office: { ...REFUSAL.office, address: letters } } : {}),
    };
    // A letter without a drawing would be read as nothing.
    expect(wordsOn(await renderForm(form)).replace(/ /g, '')).toContain(letters);
  });
});
