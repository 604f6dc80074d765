import { describeEventStore } from '../conformance';
import { testLog } from './testing/test-log';

describeEventStore('the log in SQLite', async () => {
  const log = await testLog();
  return { open: () => log.open(), reopen: () => log.open(), cleanup: () => log.remove() };
});
