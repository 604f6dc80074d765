export { describeHandoffQueue } from './describe-handoff-queue';
export { Desk, type QueueFixture } from './desk';
