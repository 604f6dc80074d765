import type { StreamName } from '../../event-store';
import { KurrentDbEventStore } from '../kurrentdb-event-store';
import { type FacadeOptions, KurrentDbFacade } from './kurrentdb-facade';

export const stream = (id: string): StreamName => `dossier-${id}` as StreamName;

/** A façade and its stores, for one test. The stores wait only for their turn before they try again. */
export class TestCluster {
  readonly #stores: KurrentDbEventStore[] = [];

  private constructor(readonly facade: KurrentDbFacade) {}

  static async start(options?: FacadeOptions): Promise<TestCluster> {
    return new TestCluster(await KurrentDbFacade.start(options));
  }

  /** @param query options of the connection string */
  open(query = '', { scheme = 'esdb', hosts = this.facade.hosts }: { scheme?: string; hosts?: string } = {}): KurrentDbEventStore {
    return this.openAt(`${scheme}://${hosts}?tls=false${query}`);
  }

  openAt(address: string): KurrentDbEventStore {
    const store = new KurrentDbEventStore(address, { pause: () => new Promise((resolve) => setImmediate(resolve)) });
    this.#stores.push(store);
    return store;
  }

  async stop(): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.facade.stop();
  }
}
