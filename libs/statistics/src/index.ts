export { contributionOf, punctuality, type Contribution, type Punctuality } from './contribution';
export { csvOf } from './csv';
export { goOn, type Course, type TimeByHolder } from './course';
export { inTimeUntil } from './official-rule';
export { add, addTime, NOTHING, reportOf, totalsOf, type GroupedBy, type Report, type ReportLine, type Totals } from './report';
