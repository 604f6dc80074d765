const OF_THE_NETWORK = /^(?:ECONN(?:REFUSED|RESET|ABORTED)|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** Connection exceptions, too many connections, and a server that shuts down or starts (PostgreSQL, appendix A). */
const OF_THE_SERVER = /^(?:08|53|57P0)/;
/** What the client says without a code. */
const IN_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

/** Whether an error says that PostgreSQL cannot be reached or does not serve now, so that the same later is right. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return OF_THE_NETWORK.test(code) || OF_THE_SERVER.test(code) || IN_WORDS.test(error.message);
}
