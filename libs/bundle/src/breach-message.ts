import type { ErrorObject } from 'ajv';
import type { Bilingual, Breach } from './bundle';
import { isObject } from './json';

/** Turns an error of the schema checker into a breach that a citizen can read. The value itself is never quoted. */
export function breachOf(error: ErrorObject): Breach {
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : undefined;
  const extra = error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;
  const member = missing ?? extra;
  const field = member === undefined ? error.instancePath : `${error.instancePath}/${escaped(member)}`;
  const said = phrase(error);
  const label = labelOf(error, missing) ?? { vi: field.slice(1), en: field.slice(1) };
  const sentence = (name: string, text: string) => (name === '' ? text : `${name}: ${text}`);
  return { field, rule: error.keyword, message: { vi: sentence(label.vi, said.vi), en: sentence(label.en, said.en) } };
}

const FORMATS: Readonly<Record<string, Bilingual>> = {
  date: { vi: 'không phải ngày có thật theo dạng năm-tháng-ngày', en: 'is not a real date as year-month-day' },
  'partial-date': {
    vi: 'không phải ngày có thật theo dạng năm-tháng-ngày, năm-tháng hoặc năm',
    en: 'is not a real date as year-month-day, year-month or year',
  },
};

/** What the rule asks for, in words. */
export function phrase({ keyword, params, message }: ErrorObject): Bilingual {
  switch (keyword) {
    case 'required':
      return { vi: 'bắt buộc', en: 'is required' };
    case 'additionalProperties':
      return { vi: 'không có trong biểu mẫu', en: 'is not part of the form' };
    case 'minLength':
    case 'minItems':
      return { vi: 'không được để trống', en: 'must not be empty' };
    case 'maxLength':
      return { vi: `dài quá ${params['limit']} ký tự`, en: `is longer than ${params['limit']} characters` };
    case 'maxItems':
      return { vi: `nhiều hơn ${params['limit']} mục`, en: `has more than ${params['limit']} entries` };
    case 'minimum':
      return { vi: `nhỏ hơn ${params['limit']}`, en: `is less than ${params['limit']}` };
    case 'maximum':
      return { vi: `lớn hơn ${params['limit']}`, en: `is more than ${params['limit']}` };
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).join(', ');
      return { vi: `phải là một trong: ${allowed}`, en: `must be one of: ${allowed}` };
    }
    case 'const':
      return { vi: `phải là ${JSON.stringify(params['allowedValue'])}`, en: `must be ${JSON.stringify(params['allowedValue'])}` };
    case 'format':
      return (
        FORMATS[String(params['format'])] ?? { vi: `không đúng dạng ${params['format']}`, en: `does not look like ${params['format']}` }
      );
    case 'pattern':
      return { vi: 'không đúng dạng quy định', en: 'does not have the required form' };
    case 'dependentRequired':
      return { vi: `phải có cả “${params['missingProperty']}”`, en: `needs “${params['missingProperty']}” as well` };
    case 'type':
      return { vi: `sai kiểu dữ liệu, cần ${params['type']}`, en: `has the wrong type, needs ${params['type']}` };
    default:
      return { vi: `không hợp lệ (${keyword})`, en: message ?? `is not valid (${keyword})` };
  }
}

/** The field's title as its schema gives it, in both languages. */
function labelOf({ parentSchema }: ErrorObject, missing: string | undefined): Bilingual | undefined {
  const properties: unknown = parentSchema?.['properties'];
  const schema: unknown = missing === undefined ? parentSchema : isObject(properties) ? properties[missing] : undefined;
  if (!isObject(schema) || typeof schema['title'] !== 'string') return undefined;
  const english = schema['x-title-en'];
  return { vi: schema['title'], en: typeof english === 'string' ? english : schema['title'] };
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
