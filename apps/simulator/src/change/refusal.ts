import type { Bilingual } from '@lienthong/bundle';

/** A question that cannot be answered, and why. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly text: Bilingual,
  ) {
    super(text.en);
  }
}
