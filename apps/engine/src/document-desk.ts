import type { Clock } from '@lienthong/calendar';
import { FormPrinter, sealPdf, type FormData } from '@lienthong/documents';
import type { OfficialSeal } from './official-seal';

/** Where official forms are printed, beside the main thread, and sealed. */
export class DocumentDesk {
  private readonly printer = new FormPrinter();

  constructor(
    private readonly seal: OfficialSeal,
    private readonly clock: Clock,
  ) {}

  /**
   * The form as PDF. Without a seal the same data give the same bytes; a seal carries the time at which it was set.
   *
   * @throws PrinterBusy SealMissing
   */
  async print(form: FormData, sealed: boolean): Promise<Buffer> {
    const seal = sealed ? this.seal.port : undefined;
    const pdf = await this.printer.print(form);
    return Buffer.from(seal ? await sealPdf(pdf, seal, this.clock.now()) : pdf);
  }

  close(): Promise<void> {
    return this.printer.close();
  }
}
