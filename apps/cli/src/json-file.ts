import { readFileSync } from 'node:fs';
import { EXIT, Failure, reasonOf } from './failure';

/** What a JSON file holds; `-` is standard input. */
export function readJsonFile(file: string): unknown {
  try {
    // Refuses bytes that are not UTF-8, so that no name is filed with its marks lost; passes over a byte-order mark.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file === '-' ? 0 : file)));
  } catch (error) {
    throw new Failure('file-unreadable', `${file}: ${reasonOf(error)}`, EXIT.notDone);
  }
}
