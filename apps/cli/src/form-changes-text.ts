import type { ComparedVersion } from '@lienthong/dossier';
import type { Language } from './language';
import { localTime, word } from './narration';
import { formTexts } from './texts/form';

/** A version of the form, with what it changed under it. */
export function formChangesText({ version, at, actor, by, changes = [] }: ComparedVersion, language: Language): string {
  const head = [`${formTexts.version[language]} ${version}`, localTime(at), word(actor, language), word(by, language)].join('  ');
  if ('erased' in changes) return `${head}\n  ${formTexts.erased[language]}`;
  const shown = (value: unknown): string => (value === undefined ? formTexts.nothing[language] : JSON.stringify(value));
  return [head, ...changes.map(({ field, before, after }) => `  ${field}: ${shown(before)} → ${shown(after)}`)].join('\n');
}
