import { SECRET_VARIABLES, withSecretFiles } from '@lienthong/installation';
import { EXIT, Failure } from './failure';
import { failures } from './texts/failures';

/**
 * Takes what lies in files (`LIENTHONG_LOG_URL_FILE`) into the environment of this process, where commands and the programs that they start
 * look for it.
 */
export function takeSecretFiles(environment: NodeJS.ProcessEnv): void {
  const { environment: read, mistakes } = withSecretFiles(environment);
  if (mistakes.length > 0) throw new Failure('settings-unusable', failures.settingsUnusable(mistakes), EXIT.notDone);
  Object.assign(environment, read);
  for (const name of SECRET_VARIABLES) delete environment[`${name}_FILE`];
}
