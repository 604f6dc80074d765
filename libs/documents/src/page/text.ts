export type Face = 'regular' | 'bold' | 'italic';

export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** A text in which faces may change. */
export type Text = readonly Run[];

export const plain = (text: string): Text => [{ text: printable(text), face: 'regular' }];
export const bold = (text: string): Text => [{ text: printable(text), face: 'bold' }];
export const italic = (text: string): Text => [{ text: printable(text), face: 'italic' }];

/** Joins texts without a space. Strings are in the regular face. */
export const joined = (...parts: readonly (string | Text)[]): Text =>
  parts.flatMap((part) => (typeof part === 'string' ? plain(part) : part));

// Marks on top of their letter, as one sign (NFC): the font has a drawing of its own for each. What has no form on paper
// (controls, directions, half of a pair) becomes a space.
const printable = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ');
