import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian and Ubuntu keep the server's programs here, one folder for each version, and not in the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with initdb and postgres. @throws one line that says how to get them */
export function postgresPrograms(path = process.env['PATH'] ?? '', debian = DEBIAN): string {
  const folders = [...path.split(delimiter), ...foldersOf(debian)];
  const found = folders.find((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')));
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql (macOS: brew install postgresql)');
  return found;
}

/** The newest first. */
function foldersOf(debian: string): string[] {
  try {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(debian, version, 'bin'));
  } catch {
    return [];
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
