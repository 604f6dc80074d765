import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyReport } from '@lienthong/handoff';
import type { Faults } from '../core/faults';
import type { World } from '../core/world';
import type { Acknowledged } from '../invariants/acknowledged';
import type { RunningEngine } from '../node';

const PATIENCE_MS = 5 * 60_000;
/** Then the agency waits until it is asked. */
const TRIES = 2;

/** Brings the engines what agencies say by themselves: late, twice, in another order, with mistakes in it, or not at all. */
export class Post {
  constructor(
    private readonly world: World,
    private readonly faults: Faults,
    private readonly anEngine: (name: string) => RunningEngine | undefined,
    private readonly acknowledged: Acknowledged,
    private readonly onSurprise: (what: string, error: unknown) => void,
  ) {}

  bring(agency: AgencyCode, report: AgencyReport, attempt = 1): void {
    const { world, faults } = this;
    const name = `${agency} reports ${report.message}, try ${attempt}`;
    const spoilt = report.status === 'completed' && faults.strikes('report-spoilt', name);
    const written = spoilt ? { ...report, result: { mistaken: 7 } } : report;
    const late = faults.strikes('report-late', name) ? world.chance.between(0, 3_600_000, `${name}/late`) : 0;
    const arrive = (way: string): void =>
      void world.after(late + world.chance.between(5, 500, way), () => this.arrive(agency, written, way, callOff));
    const callOff = world.after(PATIENCE_MS, () => {
      if (attempt < TRIES) this.bring(agency, report, attempt + 1);
    });
    if (!faults.strikes('report-lost', name)) arrive(name);
    if (faults.strikes('report-doubled', name)) arrive(`${name}/twin`);
  }

  private arrive(agency: AgencyCode, report: AgencyReport, name: string, confirmed: () => void): void {
    const engine = this.anEngine(name);
    if (!engine) return;
    const answered = this.faults.strikes('report-unanswered', name) ? () => undefined : confirmed;
    const body = Buffer.from(JSON.stringify(report));
    this.world.tell?.(`${engine.process.name} hears: ${name} (${report.status})`);
    engine.process.after(1, () => {
      engine.inbox.accept(agency, { method: 'POST', url: 'http://engine.test/', headers: {}, body }).then(
        (recordings) => {
          for (const recording of recordings) this.acknowledged.report(report.message, recording);
          answered();
        },
        (error: unknown) => this.onSurprise(name, error),
      );
    });
  }
}
