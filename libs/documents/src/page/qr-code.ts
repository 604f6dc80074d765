import qrcode from 'qrcode-generator';

export interface QrCode {
  /** Modules on a side. */
  readonly size: number;
  readonly dark: readonly { readonly row: number; readonly column: number }[];
}

/** A QR code (ISO/IEC 18004), readable with 15 % of it damaged. @throws TrackingAddressTooLong */
export function qrCode(address: string): QrCode {
  const bytes = Buffer.byteLength(address, 'utf8');
  if (bytes > MOST_BYTES) throw new TrackingAddressTooLong(bytes);
  const code = qrcode(0, 'M');
  code.addData(address, 'Byte');
  code.make();
  const size = code.getModuleCount();
  const all = Array.from({ length: size * size }, (_, i) => ({ row: Math.floor(i / size), column: i % size }));
  return { size, dark: all.filter(({ row, column }) => code.isDark(row, column)) };
}

// Of 2 cm a telephone's camera still reads what 300 bytes need.
const MOST_BYTES = 300;

/** The address does not fit in a code that can be read from paper. */
export class TrackingAddressTooLong extends Error {
  readonly code = 'tracking-address-too-long';
  readonly text = {
    vi: `Địa chỉ tra cứu dài quá ${MOST_BYTES} byte, không in được mã QR`,
    en: `The tracking address is longer than ${MOST_BYTES} bytes; no QR code can be printed`,
  };

  constructor(readonly bytes: number) {
    super(`tracking address of ${bytes} bytes`);
  }
}
