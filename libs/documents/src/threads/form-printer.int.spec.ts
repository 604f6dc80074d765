import { renderForm } from '../render-form';
import { RECEIPT, SUPPLEMENT } from '../testing/samples';
import { FormPrinter, PrinterBusy, PrintFailed } from './form-printer';

describe('the printer of forms', () => {
  let printer: FormPrinter;
  beforeEach(() => (printer = new FormPrinter()));
  afterEach(() => printer.close());

  it('prints in its thread what is printed here, each for who asked for it', async () => {
    const [receipt, supplement] = await Promise.all([printer.print(RECEIPT), printer.print(SUPPLEMENT)]);
    expect(Buffer.from(receipt).equals(await renderForm(RECEIPT))).toBe(true);
    expect(Buffer.from(supplement).equals(await renderForm(SUPPLEMENT))).toBe(true);
  });

  it('tells why a form cannot be printed, and prints the next', async () => {
    const trackingUrl = `https://lienthong.example/${'x'.repeat(400)}`;
    const unprintable = { ...RECEIPT, dossier: { ...RECEIPT.dossier, trackingUrl } };
    await expect(printer.print(unprintable)).rejects.toThrow(PrintFailed);
    await expect(printer.print(RECEIPT)).resolves.toHaveProperty('length');
  });

  it('refuses more than it can print in some seconds', async () => {
    const asked = Promise.allSettled(Array.from({ length: 40 }, () => printer.print(RECEIPT)));
    await printer.close();
    const reasons = (await asked).flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(reasons.filter((reason) => reason instanceof PrinterBusy)).toHaveLength(8);
    // The others were waiting when it was closed.
    expect(reasons.some((reason) => reason instanceof PrintFailed)).toBe(true);
  });
});
