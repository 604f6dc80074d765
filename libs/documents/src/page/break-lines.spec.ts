import { breakEvenly, breakLines, type Measure } from './break-lines';
import { bold, joined, plain, type Text } from './text';

const perLetter: Measure = ({ text }) => text.length;
const broken = (text: Text, column: number): string[] =>
  breakLines(text, column, perLetter).map(({ runs }) => runs.map((run) => run.text).join(''));

describe('a text in a column', () => {
  it('is broken at spaces', () => {
    expect(broken(plain('một hai ba bốn'), 7)).toEqual(['một hai', 'ba bốn']);
  });

  it('stays whole where it just fits', () => {
    expect(broken(plain('một hai'), 7)).toEqual(['một hai']);
    expect(broken(plain('một hai'), 6)).toEqual(['một', 'hai']);
  });

  it('is one empty line when there are no words', () => {
    expect(broken(plain(''), 7)).toEqual(['']);
    expect(broken(plain(' \n '), 7)).toEqual(['']);
  });

  it('has single spaces only', () => {
    expect(broken(plain('  một \n\t hai '), 9)).toEqual(['một hai']);
  });

  it('is broken behind the separators of a code that is too long', () => {
    expect(broken(plain('mã H99.35.38-260921-0042'), 13)).toEqual(['mã H99.35.38-', '260921-0042']);
    expect(broken(plain('IMG_20260920_081512.jpeg'), 16)).toEqual(['IMG_20260920_', '081512.jpeg']);
  });

  it('is broken anywhere in a word that is too long otherwise', () => {
    expect(broken(plain('nghiêngngả'), 4)).toEqual(['nghi', 'êngn', 'gả']);
  });

  it('never loses or invents a letter', () => {
    const text = 'Độc lập – Tự do – Hạnh phúc H99.35.38-260921-0042 nghiêngngả';
    for (let column = 1; column < 70; column++) expect(broken(plain(text), column).join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
  });

  it('keeps together what stands together, although the face changes', () => {
    expect(broken(joined('gửi ', bold('Ưu'), ', xã'), 7)).toEqual(['gửi Ưu,', 'xã']);
    expect(broken(joined('gửi ', bold('Ưu'), ', xã'), 6)).toEqual(['gửi', 'Ưu, xã']);
  });

  it('is drawn as one run for each face of a line', () => {
    const [line] = breakLines(joined('Mã: ', bold('một hai'), ' ba bốn'), 99, perLetter);
    expect(line?.runs).toEqual([
      { text: 'Mã:', face: 'regular' },
      { text: ' một hai', face: 'bold' },
      { text: ' ba bốn', face: 'regular' },
    ]);
    expect(line?.width).toBe('Mã: một hai ba bốn'.length);
  });

  it('can be broken evenly, into no more lines', () => {
    const lines = breakEvenly(plain('một hai ba bốn năm'), 14, perLetter);
    expect(lines.map(({ runs }) => runs.map((run) => run.text).join(''))).toEqual(['một hai ba', 'bốn năm']);
  });

  it('joins marks with their letters, and has no signs that cannot be seen', () => {
    expect(plain('Nguyễn'.normalize('NFD'))).toEqual(plain('Nguyễn'));
    expect(plain('a\u202eb\u0000c\ud800d')).toEqual([{ text: 'a b c d', face: 'regular' }]);
  });
});
