export { TestPostgres } from './test-postgres';
