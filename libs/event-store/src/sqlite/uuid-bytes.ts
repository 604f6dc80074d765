const dash = 0x2d;

/** The value of each hexadecimal digit by its character code; upper case is left out, for it would not come back as it was. */
const digitValues = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digitValues[digit.charCodeAt(0)] = value;

/** Writes a canonical lower-case UUID as 16 bytes. @returns false for any other text; the target may then hold part of it */
export function packUuid(text: string, target: Uint8Array, offset: number): boolean {
  if (text.length !== 36) return false;
  let at = offset;
  for (let i = 0; i < 36;) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (text.charCodeAt(i++) !== dash) return false;
      continue;
    }
    const high = digitValues[text.charCodeAt(i++)] ?? -1;
    const low = digitValues[text.charCodeAt(i++)] ?? -1;
    if (high < 0 || low < 0) return false;
    target[at++] = (high << 4) | low;
  }
  return true;
}

/** The UUID whose 16 bytes begin at the offset. */
export function unpackUuid(source: Buffer, offset: number): string {
  const hex = source.toString('hex', offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
