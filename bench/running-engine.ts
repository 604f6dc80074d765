/** Entry of the process in which scale.ts measures an engine. */
import 'reflect-metadata';
import { runningEngine } from './scale';

runningEngine(process.argv[2] ?? '').then(
  (figures) => process.send?.(figures),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
