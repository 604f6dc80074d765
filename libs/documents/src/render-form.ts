/** A door of its own: what draws is large, and who has forms printed in another thread has no use for it. */
import { drawPdf } from './draw-pdf';
import type { FormData } from './form-data';
import { compose } from './forms/compose';

/**
 * Draws an official form as PDF, on A5 or A4. The same data give the same bytes, on every machine and at any time.
 * @throws TrackingAddressTooLong no QR code can be made of it
 */
export const renderForm = async (form: FormData): Promise<Uint8Array> => drawPdf(compose(form));
