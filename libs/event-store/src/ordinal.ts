import type { Position } from './event-store';

const digits = 20;
const shape = /^\d{20}$/;

/** The position of the log's nth event, counted from 1, so written that text order is number order. */
export function positionOf(ordinal: number): Position {
  return String(ordinal).padStart(digits, '0') as Position;
}

/** @throws RangeError the position comes from another kind of log */
export function ordinalOf(position: Position): number {
  if (!shape.test(position)) throw new RangeError(`"${position}" is not a position of this log`);
  return Number(position);
}
