import type { Holder } from '@lienthong/dossier/domain';
import type { GroupedBy, Report, Totals } from '@lienthong/statistics';
import { counted, type Language } from './language';
import { word } from './narration';
import { table } from './table';
import { statisticsTexts } from './texts/statistics';

const HOUR_MS = 3_600_000;

/** A report as tables: the figures by line and in total, then the hours that a dossier lay with each holder on average. */
export function reportText(report: Report, by: GroupedBy | undefined, language: Language): string {
  const { heads, total, group } = statisticsTexts;
  const lines = [...report.lines.map(({ key, ...totals }) => [named(key, by, language), totals] as const)];
  const all = [...lines, [total[language], report.total] as const];
  const first = by === undefined ? '' : group[by][language];
  const figures = table(
    [first, ...heads[language]],
    all.map(([name, totals]) => [name, ...figuresOf(totals, language)]),
  );
  return [figures, '', statisticsTexts.held[language], holdersText(all, first, language)].join('\n');
}

const named = (key: string, by: GroupedBy | undefined, language: Language): string => (by === 'channel' ? word(key, language) : key);

function figuresOf(totals: Totals, language: Language): string[] {
  const { dossiers, received, online, onTime, late, openOnTime, openLate, supplements, refusals } = totals;
  const ended = onTime + late;
  return [
    ...[dossiers, received, online].map((count) => counted(count, language)),
    percent(online, dossiers, language),
    ...[onTime, late].map((count) => counted(count, language)),
    percent(onTime, ended, language),
    ...[openOnTime, openLate, supplements, refusals].map((count) => counted(count, language)),
  ];
}

function holdersText(all: readonly (readonly [string, Totals])[], first: string, language: Language): string {
  const holders = [...new Set(all.flatMap(([, { held }]) => Object.keys(held) as Holder[]))].sort();
  return table(
    [first, ...holders.map((holder) => word(holder.replace('agency:', ''), language))],
    all.map(([name, { held, dossiers }]) => [
      name,
      ...holders.map((holder) => hours((held[holder] ?? 0) / Math.max(1, dossiers), language)),
    ]),
  );
}

const hours = (millis: number, language: Language): string => decimal(millis / HOUR_MS, language);

const percent = (part: number, whole: number, language: Language): string =>
  whole === 0 ? '–' : `${decimal((100 * part) / whole, language)}%`;

const decimal = (value: number, language: Language): string =>
  value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
