import { renderForm } from '../render-form';
import { pictureOf } from '../testing/poppler';
import { STOP } from '../testing/samples';
import { A5_UPRIGHT } from './paper';
import { qrCode } from './qr-code';

const DOTS_PER_INCH = 288;
const dots = (points: number): number => (points * DOTS_PER_INCH) / 72;

describe('the QR code on a form', () => {
  it('is drawn as it was computed, module by module', async () => {
    const isDark = pictureOf(await renderForm(STOP), DOTS_PER_INCH);
    const { size, dark } = qrCode(STOP.dossier.trackingUrl);
    const left = dots(A5_UPRIGHT.margin.side);
    const side = dots(56.7) / size;
    // The lowest thing on the page; its eye at the bottom left ends it.
    let bottom = Math.floor(dots(A5_UPRIGHT.height)) - 1;
    while (!isDark(Math.round(left + side / 2), bottom)) bottom--;
    const top = bottom + 1 - size * side;
    const seen = Array.from({ length: size * size }, (_, i) => ({ row: Math.floor(i / size), column: i % size })).filter(
      ({ row, column }) => isDark(Math.floor(left + (column + 0.5) * side), Math.floor(top + (row + 0.5) * side)),
    );
    expect(seen).toEqual(dark);
  });

  it('is not printed when its address is too long, and neither is the form', async () => {
    const dossier = { ...STOP.dossier, trackingUrl: `https://lienthong.example/${'x'.repeat(300)}` };
    await expect(renderForm({ ...STOP, dossier })).rejects.toMatchObject({ code: 'tracking-address-too-long', bytes: 326 });
  });
});
