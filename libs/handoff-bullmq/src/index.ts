export { BullmqQueue, type BullmqReports } from './bullmq-queue';
export { QueueBoard } from './queue-board';
export type { RedisAddress } from './redis-address';
