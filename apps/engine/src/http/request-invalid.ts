import type { Breach } from '@lienthong/bundle';
import type { ValidationError } from 'class-validator';

/** The request breaks the API's own contract, before any bundle is asked. */
export class RequestInvalid extends Error {
  readonly code = 'request-invalid';
  constructor(readonly breaches: readonly Breach[]) {
    super(`request-invalid: ${breaches.map(({ field, rule }) => `${field} (${rule})`).join(', ')}`);
  }

  static from(errors: readonly ValidationError[]): RequestInvalid {
    return new RequestInvalid(errors.flatMap((error) => breachesOf(error, '')));
  }
}

/** class-validator speaks English; these are its rules that the API uses. */
const VIETNAMESE: Readonly<Record<string, string>> = {
  arrayMaxSize: 'Danh sách có quá nhiều phần tử.',
  arrayNotEmpty: 'Danh sách không được để trống.',
  arrayUnique: 'Danh sách có phần tử trùng nhau.',
  isArray: 'Phải là một danh sách.',
  isIn: 'Giá trị không nằm trong các giá trị cho phép.',
  isInt: 'Phải là số nguyên.',
  isIso8601: 'Phải là thời điểm theo ISO 8601, có múi giờ.',
  isLength: 'Độ dài không đúng.',
  isNotBlank: 'Phải ghi nội dung, không để trống.',
  isLocalDate: 'Phải là một ngày có thật, dạng yyyy-MM-dd.',
  isObject: 'Phải là một đối tượng JSON.',
  isString: 'Phải là chuỗi ký tự.',
  isUuid: 'Phải là mã dạng UUID.',
  matches: 'Không đúng dạng quy định.',
  max: 'Giá trị quá lớn.',
  maxLength: 'Quá dài.',
  min: 'Giá trị quá nhỏ.',
  whitelistValidation: 'Không có trường này.',
};

function breachesOf({ property, value, constraints = {}, children = [] }: ValidationError, path: string): Breach[] {
  const field = `${path}/${property}`;
  if (value === undefined) return [{ field, rule: 'required', message: { vi: 'Bắt buộc phải có.', en: 'It is required.' } }];
  const own = Object.entries(constraints).map(([rule, en]) => ({
    field,
    rule,
    message: { vi: VIETNAMESE[rule] ?? 'Giá trị không hợp lệ.', en },
  }));
  return [...own, ...children.flatMap((child) => breachesOf(child, field))];
}
