export type { Paper } from './paper';
export { Papers } from './papers';
export { papersOf } from './papers-of';
export type { Reference } from './reference';
export { OfficeNotServed, PaperNotThere, PeriodInvalid, RegisterTooLong } from './refusals';
