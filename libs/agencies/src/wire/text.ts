// No writing has so many marks on one letter. Putting thousands of them in order takes quadratic time.
const FLOOD = /\p{M}{31}/u;

/**
 * Text as it goes over a wire: composed (NFC), trimmed. The same name typed on two keyboards gives the same bytes. What is flooded with
 * marks is no name, and is left as it is.
 */
export const tidy = (text: string): string => (FLOOD.test(text) ? text : text.normalize('NFC')).trim();

/** Whoever says something by a phrase says it at the beginning. */
const READ_OF_PROSE = 1_000;

/** Text for comparing prose: no marks, no case, single spaces. `Hồ sơ đã ĐƯỢC  tiếp nhận` → `ho so da duoc tiep nhan`. */
export const plain = (text: string): string =>
  text
    .slice(0, READ_OF_PROSE)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
