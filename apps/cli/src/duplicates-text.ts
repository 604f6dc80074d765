import type { CandidateView } from '@lienthong/dossier';
import { standingText } from './dossier-text';
import type { Language } from './language';
import { localTime, word } from './narration';
import { paint } from './paint';
import { table } from './table';
import { duplicatesTexts } from './texts/duplicates';

/** Dossiers that seem to be about the same matter, one line each: how they stand, and what they have in common. */
export function duplicatesText(candidates: readonly CandidateView[], language: Language): string {
  if (candidates.length === 0) return duplicatesTexts.none[language];
  const rows = candidates.map((candidate) => {
    const { id, submittedAt, channel, matches } = candidate;
    const common = matches.map(({ mark, why }) => why?.[language] ?? mark).join('; ');
    const stands = standingText(candidate, language).filter((each) => each !== '');
    return [id, localTime(submittedAt), word(channel, language), stands.join(' – '), common, decisionOn(candidate, language)];
  });
  return table(duplicatesTexts.heads[language], rows);
}

function decisionOn({ decision, toDecide }: CandidateView, language: Language): string {
  if (toDecide) return paint('yellow', duplicatesTexts.toDecide[language]);
  return decision === undefined ? '' : duplicatesTexts.isOther[language];
}
