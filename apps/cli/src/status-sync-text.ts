import type { StatusTroubles, ToldMessage } from './api-client';
import type { Language } from './language';
import { localTime, word } from './narration';
import { table } from './table';
import { statusSyncTexts as texts } from './texts/status-sync';

/** What portal and channel did not take, or that all is well, or that nobody is told anything. */
export function troublesText({ receivers, toldHere, refused, failing, troubles }: StatusTroubles, language: Language): string {
  if (receivers.length === 0) return texts.noReceivers[language];
  if (!toldHere) return texts.toldElsewhere[language];
  if (troubles.length === 0) return texts.none[language];
  const rows = troubles.map(({ receiver, kind, since, number, code, meaning, dossier }) => [
    word(receiver, language),
    texts.kinds[kind][language],
    localTime(since),
    String(number),
    meaning === undefined ? code : `${code}: ${meaning[language]}`,
    dossier,
  ]);
  const all = refused + failing;
  const more = troubles.length < all ? ['', texts.more(troubles.length, all)[language]] : [];
  return [table(texts.heads[language], rows), ...more].join('\n');
}

/** What portal and channel were told of a dossier. */
export function toldText(messages: readonly ToldMessage[], language: Language): string {
  if (messages.length === 0) return texts.toldNothing[language];
  const rows = messages.map(({ receiver, number, status, sentAt, confirmedAt, sha256 }) => [
    word(receiver, language),
    String(number),
    String(status),
    localTime(sentAt),
    confirmedAt === undefined ? '' : localTime(confirmedAt),
    sha256,
  ]);
  return table(texts.toldHeads[language], rows);
}
