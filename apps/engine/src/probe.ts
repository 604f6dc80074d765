/**
 * Asks the engine of this machine how it is: `probe.js live`, or `probe.js ready`. Exit code 0: well; 1: not, and why. For whoever looks after a
 * container from outside of it and does not reach its loopback.
 */
async function main([, , what = 'live']: readonly string[]): Promise<number> {
  const host = process.env['LIENTHONG_HOST'] ?? '127.0.0.1';
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${process.env['LIENTHONG_PORT'] ?? '3000'}/health/${what}`;
  try {
    const response = await fetch(address);
    if (response.ok) return 0;
    console.error(await response.text());
  } catch (error) {
    console.error(`${address}: ${error instanceof Error ? String(error.cause ?? error.message) : String(error)}`);
  }
  return 1;
}

void main(process.argv).then((code) => process.exit(code));
