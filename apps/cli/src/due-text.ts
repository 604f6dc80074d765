import type { DueSummary } from '@lienthong/read-models';
import type { Language } from './language';
import { localTime, word } from './narration';
import { paint } from './paint';
import { table } from './table';
import { dueTexts } from './texts/due';

/** What is late and what is due soon, one line each. */
export const dueText = (rows: readonly DueSummary[], language: Language): string =>
  table(
    dueTexts.heads[language],
    rows.map((row) => [
      localTime(row.promised),
      localTime(row.legal),
      standing(row, language),
      row.of === 'dossier' ? dueTexts.whole[language] : row.of,
      word(row.holder.replace('agency:', ''), language),
      row.office,
      row.oneStopCode ?? row.linkedNumber ?? '',
      row.dossier,
    ]),
  );

const standing = ({ lateFor }: DueSummary, language: Language): string =>
  lateFor === undefined ? paint('yellow', dueTexts.soon[language]) : paint('red', dueTexts.late(lateFor)[language]);
