import type { TracesConfig } from '@lienthong/observability';

/** Where OTLP over HTTP is taken below an address, by its specification. */
const PATH = 'v1/traces';

/**
 * Where traces go, and how many: `LIENTHONG_TRACES_URL`, or the variables of OpenTelemetry, `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` and
 * `OTEL_EXPORTER_OTLP_ENDPOINT`; `LIENTHONG_TRACES_SHARE` (1). Nothing where no address is given.
 */
export function readTraces(environment: Readonly<Record<string, string | undefined>>): {
  readonly traces?: TracesConfig;
  readonly mistakes: readonly string[];
} {
  const mistakes: string[] = [];
  const text = environment['LIENTHONG_TRACES_SHARE'] || '1';
  const share = Number(text);
  if (!(share >= 0 && share <= 1)) mistakes.push(`LIENTHONG_TRACES_SHARE=${text}: a number from 0 (none) to 1 (all)`);

  const name = NAMES.find((each) => environment[each]);
  const address = name && environment[name];
  if (!name || !address) return { mistakes };
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    mistakes.push(`${name}: not an address such as http://127.0.0.1:4318, where OTLP is taken over HTTP`);
    return { mistakes };
  }
  return { traces: { url: endpointOf(name, address), share }, mistakes };
}

const NAMES = ['LIENTHONG_TRACES_URL', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;

/** The specification's own address for traces is whole; its general one is what signals have in common. Ours may be either. */
function endpointOf(name: (typeof NAMES)[number], address: string): string {
  const { href, pathname } = new URL(address);
  const whole = name === 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' || (name === 'LIENTHONG_TRACES_URL' && pathname !== '/');
  return whole ? href : new URL(PATH, href.endsWith('/') ? href : `${href}/`).href;
}
