/**
 * The ways in which a text may come to stand in an output: as it is, composed and decomposed, without its marks, in small letters, in the
 * escapes of JSON and of addresses, in base64, and as its bytes misread.
 */
export function waysToWrite(text: string): readonly string[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd');
  const bytes = Buffer.from(text);
  const ways = [
    text,
    text.normalize('NFC'),
    text.normalize('NFD'),
    bare,
    bare.toLowerCase(),
    text.toLowerCase(),
    escaped(text),
    encodeURIComponent(text),
    encodeURIComponent(text).toLowerCase(),
    bytes.toString('latin1'),
    bytes.toString('hex'),
    ...[0, 1, 2].map((shift) => inBase64(bytes, shift)),
  ];
  return [...new Set(ways)];
}

const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As it stands within the base64 of something longer, behind so many bytes: without the letters that hold bits of its neighbours. */
function inBase64(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  return all.slice(shift === 0 ? 0 : shift + 1, -1);
}
