import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { parse, stringify } from 'yaml';
import { ApiClient } from '../apps/cli/src/api-client';
import { Programs } from '../apps/cli/src/programs';
import { figure, type Figures } from './report';
import { percentile, stopwatch } from './stopwatch';

interface ExchangeFile {
  readonly agencies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The whole way over HTTP: citizens' and officers' requests, deliveries to the agencies' systems, their signed messages back. */
export async function overHttp(folder: string, count: number, open: number): Promise<Figures> {
  const dataDir = join(folder, 'http');
  process.env['LIENTHONG_EXCHANGE_FILE'] = withoutLimits(folder);
  const programs = await Programs.start({
    dataDir,
    signingKeysDir: join(dataDir, 'signing-keys'),
    enginePort: 0,
    simulatorsPort: 0,
    quiet: true,
  });
  try {
    const api = new ApiClient(programs.engineUrl, 'kind=officer; id=bench; office=26734', 'en');
    const birth = births();
    const times: number[] = [];
    let begun = 0;
    const taken = stopwatch();
    const line = async (): Promise<void> => {
      while (begun < count) {
        const key = `bench-${begun++}`;
        const start = performance.now();
        const { id } = await api.submit(birth(), key);
        await api.receive(id, key);
        while ((await api.dossier(id)).phase !== 'returned') await new Promise((resolve) => setTimeout(resolve, 50));
        times.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: open }, line));
    const { seconds } = taken();
    return [
      figure('bundles', count / seconds, 'bundles/s'),
      figure('p50 of a bundle', percentile(times, 50), 'ms'),
      figure('p99 of a bundle', percentile(times, 99), 'ms'),
    ];
  } finally {
    await programs.stop();
  }
}

interface Example {
  readonly form: { readonly mother: object };
}

/** Submissions of three steps, each of a mother of her own: no two are the same birth. */
export function births(): () => Example {
  const example = JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8')) as Example;
  const chosen = ['birth-registration', 'permanent-residence', 'health-insurance-card'];
  let number = 0;
  return () => {
    const mother = { ...example.form.mother, personalId: `082196${String(++number).padStart(6, '0')}` };
    return { ...example, delivery: 'portal', chosen, form: { ...example.form, mother } };
  };
}

/** The development exchange without its rates: what is measured is the engine, not the patience it was told to have. */
export function withoutLimits(folder: string): string {
  const { agencies } = parse(readFileSync(join(projectRoot(), 'apps/engine/config/exchange.development.yaml'), 'utf8')) as ExchangeFile;
  const unlimited = Object.entries(agencies).map(
    ([code, { ratePerSecond: _, ...agency }]) => [code, { ...agency, concurrency: 100 }] as const,
  );
  const file = join(folder, 'exchange.yaml');
  writeFileSync(file, stringify({ agencies: Object.fromEntries(unlimited) }));
  return file;
}
