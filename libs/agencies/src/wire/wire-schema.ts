import { isInstant } from '@lienthong/calendar';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { parseJson } from './canonical-json';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
// RFC 3339 in UTC, and in the calendar.
ajv.addFormat('utc-instant', (text: string) => text.endsWith('Z') && isInstant(text));
// A lone surrogate has no bytes in UTF-8: whoever writes it down writes something else.
ajv.addFormat('well-formed', (text: string) => !/\p{Cs}/u.test(text));

/** Bytes or a value that are not the message they should be. */
export class NotThatMessage extends Error {}

/** The JSON Schema (2020-12) of one message on the wire, with its type. Used by the adapter and by the simulator. */
export class WireSchema<T> {
  private validate: ValidateFunction<T> | undefined;

  constructor(readonly schema: Readonly<Record<string, unknown>>) {}

  /** Every breach as `pointer message`, or an empty list. Says where and what rule, never the value: values are personal. */
  breaches(value: unknown): readonly string[] {
    this.validate ??= ajv.compile<T>(this.schema);
    if (this.validate(value)) return [];
    return (this.validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`);
  }

  /** The value as the message. Throws {@link NotThatMessage}. */
  check(value: unknown): T {
    const breaches = this.breaches(value);
    if (breaches.length > 0) throw new NotThatMessage(breaches.slice(0, 5).join('; '));
    return value as T;
  }

  /** The message in these bytes. Throws {@link NotThatMessage}. */
  read(bytes: Uint8Array): T {
    let value: unknown;
    try {
      value = parseJson(bytes);
    } catch {
      throw new NotThatMessage('not JSON in UTF-8');
    }
    return this.check(value);
  }
}
