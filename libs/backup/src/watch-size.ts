import { sizeOf } from './durable';

const LOOK_EVERY_MS = 50;

/** Tells how large a file is while work makes it larger, and once more at the end. */
export async function watchSize(file: string, onBytes: (bytes: number) => void, work: () => Promise<void>): Promise<void> {
  const looking = setInterval(() => void sizeOf(file).then(onBytes), LOOK_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  onBytes(await sizeOf(file));
}
