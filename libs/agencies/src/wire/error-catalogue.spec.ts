import { errorCatalogues } from '../error-catalogues';
import { lookUp } from './error-catalogue';
import { plain } from './text';

describe('the error catalogues', () => {
  it.each(Object.entries(errorCatalogues))(
    'of %s say each meaning in both languages and each phrase as it is compared',
    (_agency, catalogue) => {
      for (const { meaning, phrases } of Object.values(catalogue)) {
        expect(meaning.vi).not.toBe('');
        expect(meaning.en).not.toBe('');
        for (const phrase of phrases ?? []) expect(plain(phrase)).toBe(phrase);
      }
    },
  );

  it('prefer the code to the prose', () => {
    const catalogue = {
      A: { verdict: 'final', meaning: { vi: 'a', en: 'a' } },
      B: { verdict: 'retry', meaning: { vi: 'b', en: 'b' }, phrases: ['dang bao tri'] },
    } as const;
    expect(lookUp(catalogue, 'A', 'Đang bảo trì')).toMatchObject({ code: 'A' });
    expect(lookUp(catalogue, 'X', 'Hệ thống ĐANG  bảo trì.')).toMatchObject({ code: 'B', verdict: 'retry' });
    expect(lookUp(catalogue, 'X', 'khác')).toBeUndefined();
  });
});
