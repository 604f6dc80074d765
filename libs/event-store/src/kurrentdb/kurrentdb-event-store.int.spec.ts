import { describeEventStore, type LogFixture } from '../conformance';
import { KurrentDbEventStore } from './kurrentdb-event-store';
import { KurrentDbFacade } from './testing/kurrentdb-facade';

const server = process.env['KURRENTDB_URL'];

if (server === undefined) {
  describeEventStore('the log in KurrentDB, through the client to a façade of the server', onFacade);
} else {
  describeEventStore('the log in KurrentDB, on a real server', async () => {
    const open = async (): Promise<KurrentDbEventStore> => new KurrentDbEventStore(server);
    return { open, reopen: open, cleanup: async () => undefined };
  });
}

async function onFacade(): Promise<LogFixture> {
  const facade = await KurrentDbFacade.start();
  const open = async (): Promise<KurrentDbEventStore> => new KurrentDbEventStore(`esdb://${facade.hosts}?tls=false`);
  return { open, reopen: open, cleanup: () => facade.stop() };
}
