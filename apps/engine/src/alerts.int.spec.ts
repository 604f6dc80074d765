import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from '@lienthong/observability';
import { projectRoot } from '@lienthong/installation';
import { parse } from 'yaml';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const read = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8');
const { groups } = parse(read('docker/prometheus/alerts.yaml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** What a scrape tells, with the series that a histogram has. `up` is told by Prometheus itself. */
async function told(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { registry } = new Metrics().withProcess();
  const names = new Map<string, ReadonlySet<string>>([['up', new Set(['job', 'instance'])]]);
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    const metric = registry.getSingleMetric(name) as unknown as { labelNames?: readonly string[] };
    const labels = new Set([...(metric.labelNames ?? []), 'job', 'instance']);
    const series = String(type) === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => name + end) : [name];
    for (const each of series) names.set(each, new Set(each.endsWith('_bucket') ? [...labels, 'le'] : labels));
  }
  return names;
}

/** The metrics in an expression of Prometheus, with the labels that it asks for. */
const askedIn = (expression: string): { name: string; labels: string[] }[] =>
  [...expression.matchAll(/\b((?:lienthong|nodejs|process)_[a-z0-9_]+|up)\b(?:\{([^}]*)\})?/g)].map(([, name = '', selector = '']) => ({
    name,
    labels: [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));

async function expectTold(expressions: readonly string[]): Promise<void> {
  const known = await told();
  for (const expression of expressions) {
    const asked = askedIn(expression);
    expect([expression, asked.length > 0]).toEqual([expression, true]);
    for (const { name, labels } of asked) {
      expect([name, known.has(name)]).toEqual([name, true]);
      expect([name, labels.filter((label) => !known.get(name)?.has(label))]).toEqual([name, []]);
    }
  }
}

describe('the alert rules', () => {
  it('ask for metrics and labels that the engine tells', () => expectTold(rules.map(({ expr }) => expr)));

  it('say for each what to do, in a section of the runbook, and the runbook has no other', () => {
    const sections = [...read('docs/runbook.md').matchAll(/^## (\w+)$/gm)].map(([, title]) => title);
    expect(sections.sort()).toEqual(rules.map(({ alert }) => alert).sort());
    for (const { alert, annotations, labels } of rules) {
      expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(10);
    }
  });
});

describe('the dashboard', () => {
  interface Panel {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { x: number; y: number; w: number; h: number };
    readonly targets: { expr: string }[];
  }
  const { panels } = JSON.parse(read('docker/grafana/lienthong.json')) as { panels: Panel[] };

  it('asks for metrics and labels that the engine tells', () =>
    expectTold(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))));

  it('shows every metric of the engine', async () => {
    const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => askedIn(expr).map(({ name }) => name))));
    const { registry } = new Metrics();
    const missing = (await registry.getMetricsAsJSON()).filter(({ name }) => ![...shown].some((each) => each.startsWith(name)));
    expect(missing.map(({ name }) => name)).toEqual(['lienthong_dossier_latest_age_seconds', 'lienthong_trouble']);
  });

  it('has panels that do not overlap', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)}/${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});
