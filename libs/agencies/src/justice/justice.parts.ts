import { object, oneOf, pattern, text } from '../wire/schema-parts';

// What the messages of Justice's civil-status system are made of.

export const timestamp = pattern('^\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}:\\d{2}$');
export const dotted = pattern('^\\d{2}\\.\\d{2}\\.\\d{4}$');
export const partialDotted = pattern('^((\\d{2}\\.)?\\d{2}\\.)?\\d{4}$');
export const compact = pattern('^\\d{8}$');
export const sex = oneOf('1', '2');

export interface DiaChi {
  readonly maTinh: string;
  readonly maXa: string;
  readonly chiTiet: string;
}
export const diaChi = object({ maTinh: pattern('^\\d{2}$'), maXa: pattern('^\\d{5}$'), chiTiet: text });

/** 1 permanent, 2 temporary, 3 current. */
export type LoaiCuTru = '1' | '2' | '3';
