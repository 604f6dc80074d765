import { FormPrinter, type FormData } from '@lienthong/documents';
import type { OfficialSeal } from './official-seal';

/** Where official forms are printed, beside the main thread, and sealed. */
export class DocumentDesk {
  private readonly printer = new FormPrinter();

  constructor(private readonly seal: OfficialSeal) {}

  /**
   * The form as PDF: the same data give the same bytes, under the same seal, too.
   *
   * @throws PrinterBusy SealMissing SealNotValid
   */
  async print(form: FormData, sealed: boolean): Promise<Buffer> {
    if (sealed) this.seal.check();
    const pdf = await this.printer.print(form);
    return Buffer.from(sealed ? await this.seal.set(pdf, form.issuedAt) : pdf);
  }

  close(): Promise<void> {
    return this.printer.close();
  }
}
