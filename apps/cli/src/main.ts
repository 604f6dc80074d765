import { CommanderError } from 'commander';
import { BackupRefused } from '@lienthong/backup';
import { EXIT, Failure, reasonOf } from './failure';
import { languageOf } from './language';
import { createProgram } from './program';
import { takeSecretFiles } from './secret-environment';
import { failures, refusalText } from './texts/failures';
import { UsageError, usageText } from './usage-error';

async function main(): Promise<void> {
  takeSecretFiles(process.env);
  await createProgram().parseAsync();
}

main().catch((error: unknown) => {
  // Help and version were asked for, and have been printed.
  if (error instanceof CommanderError) process.exit(EXIT.well);
  const failure = failureOf(error);
  const message = failure.in(languageOf(process.argv));
  // What is said to programs goes where they read the result; the line may be wrong, so it is looked at word by word.
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: { code: failure.code, message, ...failure.more } }));
  else console.error(message);
  process.exit(failure.exit);
});

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof UsageError) return new Failure('usage', usageText(error), EXIT.notDone);
  if (error instanceof BackupRefused) {
    const { code, ...about } = error.refusal;
    return new Failure(code, refusalText(error.refusal), EXIT.notDone, about);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
  return new Failure(code, failures.ofLibrary(code, reasonOf(error)), EXIT.notDone);
}
