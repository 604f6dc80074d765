/** W3C Trace Context, version 00. Ids of nothing but zeros are none. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export const isTraceparent = (text: string): boolean => TRACEPARENT.test(text);

/** Those of one trace have this in common. */
export const traceIdOf = (traceparent: string): string => traceparent.split('-')[1] ?? '';
