import { CommandRejected, type RejectionCode } from '../../domain';

/** A number out of a path, counted from 1. What cannot be one is the number of nothing. */
export function ordinal(text: string, notFound: RejectionCode): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new CommandRejected(notFound, 'no number');
  return Number(text);
}
