import type { FormData } from '../form-data';

/** To the thread that draws forms. */
export interface ToPrinter {
  readonly request: number;
  readonly form: FormData;
}

/** From it: the file, or why there is none. */
export type FromPrinter = { readonly request: number } & ({ readonly pdf: Uint8Array } | { readonly failure: string });
