export { BullmqQueue, type BullmqReports } from './bullmq-queue';
export type { RedisAddress } from './redis-address';
