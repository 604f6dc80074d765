/** Text as it goes over a wire: composed (NFC), trimmed. The same name typed on two keyboards gives the same bytes. */
export const tidy = (text: string): string => text.normalize('NFC').trim();

/** Text for comparing prose: no marks, no case, single spaces. `Hồ sơ đã ĐƯỢC  tiếp nhận` → `ho so da duoc tiep nhan`. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
