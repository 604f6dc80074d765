import { EXIT, Failure } from '../failure';

export interface EffectsReport {
  readonly effects: number;
  /** Effects that an agency had twice for one handoff: there must be none. */
  readonly secondEffects: number;
}

/** The switches and gauges of the agency simulators. */
export class SimulatorsAdmin {
  constructor(private readonly url: string) {}

  async switchOn(agency: string, fault: Readonly<Record<string, unknown>>): Promise<void> {
    await this.call('PUT', `/admin/${agency}/faults`, [fault]);
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
    if (!response.ok) throw new Failure('simulators', `the simulators refused ${method} ${path}: ${await response.text()}`, EXIT.notDone);
    return response.json();
  }
}
