import { type Position } from '../../event-store';
import { ordinalOf, positionOf } from '../../ordinal';

/** Positions of the façade are far apart, as bytes in a server's file are, so that nobody counts with them. */
const stride = 64;

export function toWire(position: Position): string {
  return String(ordinalOf(position) * stride);
}

/** The last position before one on the wire, which itself need not be an event's; undefined: there is none. */
export function before(commit: string): Position | undefined {
  const ordinal = Math.ceil(Number(commit) / stride) - 1;
  return ordinal > 0 ? positionOf(ordinal) : undefined;
}

/** The first position at or behind one on the wire. */
export function atOrBehind(commit: string): Position {
  return positionOf(Math.max(1, Math.ceil(Number(commit) / stride)));
}
