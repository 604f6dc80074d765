import type { OperatingFigures } from '@lienthong/read-models';

/** How an engine stands at the moment of a scrape. What cannot be told now is absent, and keeps its last value. */
export interface Reading {
  /** Milliseconds since 1970, by the engine's clock. */
  readonly now: number;
  readonly figures?: OperatingFigures;
  readonly lag?: number;
  readonly logEvents?: number;
  readonly diskFreeBytes: number;
  /** Codes of what keeps the engine from its work. */
  readonly troubles: readonly string[];
}
