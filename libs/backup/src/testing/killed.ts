/**
 * Backs up or restores, and kills itself with SIGKILL at the first news of a step. Only tests start it:
 * `killed.js backup|restore <data directory> <backup> <step>`.
 */
import { systemClock } from '@lienthong/calendar';
import { installationFrom } from '@lienthong/installation';
import { backUp } from '../back-up';
import type { OnProgress } from '../progress';
import { restore } from '../restore';

const [work, dataDir = '', folder = '', last] = process.argv.slice(2);
const onProgress: OnProgress = (step) => {
  if (step === last) process.kill(process.pid, 'SIGKILL');
};
const installation = installationFrom({ LIENTHONG_DATA_DIR: dataDir });
const options = { clock: systemClock, onProgress };
void (work === 'backup' ? backUp(installation, folder, options) : restore(folder, installation, options));
