export { describeEventStore } from './describe-event-store';
export type { LogFixture } from './world';
