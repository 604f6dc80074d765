import { isoInstant, object, oneOf, pattern, text, url } from '../wire/schema-parts';

// What the messages of the Police are made of.

export interface Address {
  readonly provinceCode: string;
  readonly communeCode: string;
  readonly line: string;
}
export const address = object({ provinceCode: pattern('^\\d{2}$'), communeCode: pattern('^\\d{5}$'), line: text });

export interface Handed<P extends string, C> {
  /** The handoff: the idempotency key, here and in the header. */
  readonly key: string;
  readonly dossier: string;
  readonly office: string;
  readonly requestedAt: string;
  /** Belongs to the exchange, not to the content: it may change while the content may not. */
  readonly callbackUrl: string;
  readonly procedure: P;
  readonly content: C;
}

export const handed = (procedure: string, content: Readonly<Record<string, unknown>>) =>
  object({ key: text, dossier: text, office: text, requestedAt: isoInstant, callbackUrl: url, procedure: oneOf(procedure), content });
