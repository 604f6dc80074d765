import type { Position } from '../event-store';

/** A place in the server's log: two counts of bytes, equal but for events of transactions that old clients wrote. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const digits = 20;
const shape = /^(\d{20})\/(\d{20})$/;
// What the server sends where it knows no position.
const none = 2n ** 64n - 1n;

/** So written that text order is the log's order. @throws RangeError the server knows no position here */
export function positionOf({ commit, prepare }: LogPlace): Position {
  if (commit === none || prepare === none) throw new RangeError('the server tells no position: its version is too old for this adapter');
  return `${String(commit).padStart(digits, '0')}/${String(prepare).padStart(digits, '0')}` as Position;
}

/** @throws RangeError the position comes from another kind of log */
export function placeOf(position: Position): LogPlace {
  const [, commit, prepare] = shape.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw new RangeError(`"${position}" is not a position of this log`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
