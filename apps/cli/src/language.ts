import type { Bilingual } from '@lienthong/bundle';

/** The languages in which people are spoken to. */
export type Language = keyof Bilingual;

/** The language when nothing is said: that of the environment. */
export const environmentLanguage = (): Language => (process.env['LANG']?.startsWith('vi') ? 'vi' : 'en');

/** The language that a command line asks for, also when the rest of it is wrong. */
export function languageOf(words: readonly string[]): Language {
  const asked = words.flatMap((word, i) => (word === '--lang' ? (words[i + 1] ?? []) : (/^--lang=(.*)$/.exec(word)?.[1] ?? []))).at(-1);
  return asked === 'vi' || asked === 'en' ? asked : environmentLanguage();
}

/** `12,345` or, in Vietnamese, `12.345`. */
export const counted = (count: number, language: Language): string => count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');

/** `12.3 MB` of a million bytes. */
export const megabytes = (bytes: number, language: Language): string =>
  `${(bytes / 1_000_000).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
