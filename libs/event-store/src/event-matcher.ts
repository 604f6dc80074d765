import type { EventFilter } from './event-store';

/** A filter made ready to be asked once per event. Streams and types are asked apart: a batch is passed over as a whole. */
export interface EventMatcher {
  stream(name: string): boolean;
  type(name: string): boolean;
}

const all = (): boolean => true;

/** @returns nothing when everything passes */
export function eventMatcher(filter: EventFilter | undefined): EventMatcher | undefined {
  if (!filter?.streamPrefixes && !filter?.types) return undefined;
  const { streamPrefixes } = filter;
  const types = filter.types && new Set(filter.types);
  return {
    stream: streamPrefixes ? (name) => streamPrefixes.some((prefix) => name.startsWith(prefix)) : all,
    type: types ? (name) => types.has(name) : all,
  };
}
