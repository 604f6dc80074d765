import { parseActor } from '@lienthong/access';
import type { Command } from 'commander';
import { ApiClient } from './api-client';
import { EXIT, Failure, reasonOf } from './failure';
import type { Language } from './language';
import { failures } from './texts/failures';

/** What holds for every command. */
export interface Settings {
  readonly json: boolean;
  readonly language: Language;
  readonly api: ApiClient;
}

/** Who asks where nothing else is said, as long as there is no login. */
const OFFICER = 'kind=officer; id=development; role=one-stop';
export const OPERATOR = 'kind=operator; id=development';

/** @param unless who asks if nothing else is said */
export function settingsOf(command: Command, unless = OFFICER): Settings {
  const { json, lang, url, actor = unless } = command.optsWithGlobals<{ json?: true; lang: string; url: string; actor?: string }>();
  if (!URL.canParse(url)) throw new Failure('usage', failures.urlInvalid(url), EXIT.notDone);
  try {
    parseActor(actor);
  } catch (error) {
    throw new Failure('usage', failures.actorInvalid(actor, reasonOf(error)), EXIT.notDone);
  }
  const language = lang === 'vi' ? 'vi' : 'en';
  return { json: json === true, language, api: new ApiClient(url, actor, language) };
}

/** Prints the value as JSON, or as the text for people. */
export function print({ json }: Settings, value: unknown, text: () => string): void {
  console.log(json ? JSON.stringify(value, null, 2) : text());
}
