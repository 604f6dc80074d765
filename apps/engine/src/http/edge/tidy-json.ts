import type { Breach } from '@lienthong/bundle';
import { RequestInvalid } from '../request-invalid';
import { BodyRefused } from './body-refused';
import { isFitText } from './fit-text';

/** No form and no request is nested so deeply; what reads them walks into them by recursion. */
export const DEEPEST = 32;

const UNFIT: Breach['message'] = {
  vi: 'Có ký tự điều khiển, ký tự không nhìn thấy, hoặc quá nhiều dấu trên một chữ.',
  en: 'It holds control characters, characters that cannot be seen, or too many marks on one letter.',
};

/**
 * The body as it is taken over: every text composed (NFC), so that a name typed on any keyboard is the same name. Texts that hold what
 * is not fit for the data of a person are refused, each by its place.
 *
 * @throws BodyRefused `too-deep`
 * @throws RequestInvalid
 */
export function tidyJson(body: unknown): unknown {
  const breaches: Breach[] = [];
  const tidy = (value: unknown, field: string, depth: number): unknown => {
    if (typeof value === 'string') {
      if (isFitText(value)) return value.normalize('NFC');
      breaches.push({ field, rule: 'characters', message: UNFIT });
      return value;
    }
    // JSON can say -0, which is stored as 0.
    if (typeof value === 'number') return value + 0;
    if (typeof value !== 'object' || value === null) return value;
    if (depth === DEEPEST) throw new BodyRefused('too-deep', { deepest: DEEPEST });
    if (Array.isArray(value)) return value.map((item, at) => tidy(item, `${field}/${at}`, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, tidy(item, `${field}/${pointerPart(name)}`, depth + 1)]));
  };
  const tidied = tidy(body, '', 0);
  if (breaches.length > 0) throw new RequestInvalid(breaches);
  return tidied;
}

/** RFC 6901, section 3. */
const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
