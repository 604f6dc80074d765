import { qrCode, TrackingAddressTooLong } from './qr-code';

describe('a QR code', () => {
  const picture = (address: string): string[] => {
    const { size, dark } = qrCode(address);
    const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => '.'));
    for (const { row, column } of dark) rows[row]![column] = '#';
    return rows.map((row) => row.join(''));
  };

  it('has the three eyes by which a camera finds it', () => {
    const rows = picture('https://lienthong.example/tra-cuu/1');
    const eye = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(eye);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(eye);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(eye);
  });

  it('is the same for the same address, and another for another', () => {
    expect(picture('https://a.example/1')).toEqual(picture('https://a.example/1'));
    expect(picture('https://a.example/1')).not.toEqual(picture('https://a.example/2'));
  });

  it('is refused, in both languages, when a camera could not read it', () => {
    const tooLong = `https://a.example/${'x'.repeat(300)}`;
    expect(() => qrCode(tooLong)).toThrow(TrackingAddressTooLong);
    expect(new TrackingAddressTooLong(301)).toMatchObject({
      code: 'tracking-address-too-long',
      text: { vi: expect.stringContaining('mã QR') as string, en: expect.stringContaining('QR code') as string },
    });
  });
});
