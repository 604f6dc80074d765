import { setFlagsFromString } from 'node:v8';

/**
 * Most events and messages are a few kilobytes. Out of Node's pool of 8 KiB each becomes a piece of memory of its own, or the pool is
 * begun anew for it; out of a larger one many share a piece, and there is less for the garbage collector to let go of.
 */
const POOL_BYTES = 64 * 1024;

/**
 * The old generation may grow by so many per cent before it is collected. Left alone, V8 lets it grow to about three times what is in
 * use, and more memory outside of it stays taken by what is garbage already.
 */
const GROWING_PERCENT = 80;

/** How a process that runs the engine deals with memory: the pool of this thread, the heaps of all. To be called first of all. */
export function spareMemory(): void {
  Buffer.poolSize = POOL_BYTES;
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
