import { EXIT, Failure } from './failure';
import { actsTexts } from './texts/acts';

/** By procedure, the fields that were wrong, as they should be. */
export type CorrectedResults = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads `birth-registration.number=113` and the like. A value is text; one in braces is JSON.
 *
 * @throws Failure one of them is not of that form
 */
export function correctedResults(texts: readonly string[]): CorrectedResults {
  const results: Record<string, Record<string, unknown>> = {};
  for (const text of texts) {
    const [, procedure, field, value] = /^([a-z][a-z0-9-]*)\.([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
    if (procedure === undefined || field === undefined || value === undefined) throw unreadable(text);
    results[procedure] = { ...results[procedure], [field]: valueOf(value, text) };
  }
  return results;
}

function valueOf(value: string, text: string): unknown {
  if (!value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw unreadable(text);
  }
}

const unreadable = (text: string): Failure => new Failure('usage', actsTexts.resultUnreadable(text), EXIT.notDone);
