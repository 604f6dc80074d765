import { describeEventStore } from '../conformance';
import { MemoryEventStore } from './memory-event-store';

describeEventStore('the log in memory', async () => ({ open: async () => new MemoryEventStore(), cleanup: async () => undefined }));
