import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OperatingFigures } from '@lienthong/read-models';
import type { Reading } from './reading';

/** Seconds: from one disk sync to a patient agency. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is measured of one engine, in the text format of Prometheus. Names and labels are relied on by alerts and dashboards. */
export class Metrics {
  readonly registry = new Registry();
  private readonly own = { registers: [this.registry] };

  readonly requests = new Histogram({
    ...this.own,
    name: 'lienthong_http_request_duration_seconds',
    help: 'Requests that were answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
  });
  readonly commands = new Histogram({
    ...this.own,
    name: 'lienthong_command_duration_seconds',
    help: 'Commands on dossiers, from being asked to being durable, by name and by what came of them',
    labelNames: ['command', 'outcome'],
    buckets: SECONDS,
  });
  readonly events = new Counter({
    ...this.own,
    name: 'lienthong_dossier_events_total',
    help: 'Events that this engine wrote into dossiers, by type',
    labelNames: ['type'],
  });
  readonly appends = new Histogram({
    ...this.own,
    name: 'lienthong_append_duration_seconds',
    help: 'Appends to the log until they are durable',
    buckets: SECONDS,
  });
  readonly failedAppends = new Counter({
    ...this.own,
    name: 'lienthong_append_failures_total',
    help: 'Appends that were not acknowledged, by cause; a revision-conflict is decided again',
    labelNames: ['cause'],
  });
  readonly calls = new Histogram({
    ...this.own,
    name: 'lienthong_agency_call_duration_seconds',
    help: 'Calls to agencies, by what was asked and what came of it',
    labelNames: ['agency', 'call', 'outcome'],
    buckets: SECONDS,
  });
  readonly messages = new Counter({
    ...this.own,
    name: 'lienthong_agency_messages_total',
    help: 'Messages from agencies, by whether they could be read',
    labelNames: ['agency', 'outcome'],
  });

  private readonly gauges: Gauge[] = [];
  private readonly handoffs = this.gauge('lienthong_handoffs', 'Handoffs that are not done, by who has the next move', [
    'agency',
    'standing',
  ]);
  private readonly handoffAge = this.gauge('lienthong_handoff_oldest_age_seconds', 'How long the oldest of them has stood so', [
    'agency',
    'standing',
  ]);
  private readonly queued = this.gauge('lienthong_handoffs_due', 'Handoffs whose next step is due and not done yet', ['agency']);
  private readonly queueAge = this.gauge('lienthong_handoff_oldest_due_age_seconds', 'How long the oldest of them has been due', [
    'agency',
  ]);
  private readonly late = this.gauge('lienthong_dossiers_late', 'Dossiers whose promise has passed', []);
  private readonly lateAge = this.gauge('lienthong_dossier_latest_age_seconds', 'How long ago the oldest of these promises passed', []);
  private readonly tasks = this.gauge('lienthong_tasks', 'Dossiers that wait for a person, by what has to be done', ['task']);
  private readonly lag = this.gauge('lienthong_read_models_lag_events', 'Events that are stored and not in the lists yet', []);
  private readonly logEvents = this.gauge('lienthong_log_events', 'Events in the log', []);
  private readonly disk = this.gauge('lienthong_disk_free_bytes', 'Space on the disk of the data', []);
  private readonly ready = this.gauge('lienthong_ready', '1: the engine does its work', []);
  private readonly troubles = this.gauge('lienthong_trouble', '1: what keeps the engine from its work, by code', ['code']);

  /** Adds what Node tells of its process: memory, processor time, the delay of the event loop, garbage collection. Once for a process. */
  withProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  readonly contentType = this.registry.contentType;

  /** All that was counted so far, and how the engine stands now. */
  text(now: Reading): Promise<string> {
    this.show(now);
    return this.registry.metrics();
  }

  /** What cannot be told now is not told: an old value would look like a new one. */
  private show({ now, figures, lag, logEvents, diskFreeBytes, troubles }: Reading): void {
    for (const gauge of this.gauges) gauge.reset();
    if (figures) this.showFigures(figures, now);
    tell(this.late, figures?.late.count);
    tell(this.lateAge, figures && ageAt(now, figures.late.oldest));
    tell(this.lag, lag);
    tell(this.logEvents, logEvents);
    this.disk.set(diskFreeBytes);
    this.ready.set(troubles.length === 0 ? 1 : 0);
    for (const code of troubles) this.troubles.set({ code }, 1);
  }

  private showFigures({ agencies, tasks }: OperatingFigures, now: number): void {
    const age = (oldest: string | undefined): number => ageAt(now, oldest);
    for (const { agency, due, standing } of agencies) {
      this.queued.set({ agency }, due.count);
      this.queueAge.set({ agency }, age(due.oldest));
      for (const [name, { count, oldest }] of Object.entries(standing)) {
        this.handoffs.set({ agency, standing: name }, count);
        this.handoffAge.set({ agency, standing: name }, age(oldest));
      }
    }
    for (const [task, count] of tasks) this.tasks.set({ task }, count);
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: Label[]): Gauge<Label> {
    const gauge = new Gauge({ registers: [this.registry], name, help, labelNames });
    this.gauges.push(gauge);
    return gauge;
  }
}

/** `NaN` is Prometheus' word for: not known. Without labels a gauge cannot be left out. */
const tell = (gauge: Gauge<never>, value: number | undefined): void => gauge.set(value ?? Number.NaN);

/** In seconds; 0 where there is nothing that could be old. */
const ageAt = (now: number, oldest: string | undefined): number =>
  oldest === undefined ? 0 : Math.max(0, (now - Date.parse(oldest)) / 1000);
