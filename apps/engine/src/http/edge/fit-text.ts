/**
 * What has no place in the data of a person: control characters (line ends and tabs aside), characters that are not seen or turn
 * the direction of what is read, lone surrogates, and code points that mean nothing between two systems.
 */
const UNFIT = /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;

// No writing has so many marks on one letter (Vietnamese has two); composing thousands of them takes quadratic time.
const MARKS = /\p{M}{9}/u;

export const isFitText = (text: string): boolean => !UNFIT.test(text) && !MARKS.test(text);
