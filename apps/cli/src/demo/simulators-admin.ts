import { EXIT, Failure } from '../failure';

export interface EffectsReport {
  readonly effects: number;
  /** Effects that an agency had twice for one handoff: there must be none. */
  readonly secondEffects: number;
  /** The same request again, of an agency that has it. */
  readonly duplicates: number;
  /** Other content under a key that was used before. */
  readonly conflicts: number;
  /** What breaks an agency's rules: signature, schema, how much is asked at once. */
  readonly violations: number;
  /** Requests that are not decided yet. */
  readonly pending: number;
  readonly callbacks: { readonly underWay: number };
}

type Fault = Readonly<Record<string, unknown>>;

/** The switches and gauges of the agency simulators. */
export class SimulatorsAdmin {
  constructor(private readonly url: string) {}

  /** This fault and no other. */
  switchOn(agency: string, fault: Fault): Promise<void> {
    return this.switchOnAll(agency, [fault]);
  }

  async switchOnAll(agency: string, faults: readonly Fault[]): Promise<void> {
    await this.call('PUT', `/admin/${agency}/faults`, faults);
  }

  async switchOff(agency: string): Promise<void> {
    await this.call('PUT', `/admin/${agency}/faults`, []);
  }

  async report(): Promise<EffectsReport> {
    const { totals } = (await this.call('GET', '/admin/report')) as { totals: EffectsReport };
    return totals;
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Failure(
        'simulators',
        {
          en: `the simulators refused ${method} ${path}: ${await response.text()}`,
          vi: `bộ mô phỏng từ chối ${method} ${path}`,
        },
        EXIT.notDone,
      );
    return response.json();
  }
}
