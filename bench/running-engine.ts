/** Entry of the process in which scale.ts measures an engine. */
import 'reflect-metadata';
import { spareMemory } from '../apps/engine/src/process-memory';
import { runningEngine } from './scale';

// As the engine's own program does.
spareMemory();
runningEngine(process.argv[2] ?? '').then(
  (figures) => process.send?.(figures),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
