export { TestRedis } from './redis';
