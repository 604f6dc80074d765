import { isAway } from './away';

const failure = (code: string | undefined, message = 'it failed'): Error =>
  Object.assign(new Error(message), code !== undefined && { code });

describe('whether PostgreSQL is away', () => {
  it.each([
    failure('ECONNREFUSED'),
    failure('ENOENT'),
    failure('57P01', 'terminating connection due to administrator command'),
    failure('57P03', 'the database system is starting up'),
    failure('53300', 'too many connections'),
    failure('08006'),
    failure(undefined, 'Connection terminated unexpectedly'),
    failure(undefined, 'timeout exceeded when trying to connect'),
  ])('%s says so', (error) => expect(isAway(error)).toBe(true));

  it.each([
    failure('42P01', 'relation does not exist'),
    failure('57014', 'statement timeout'),
    failure(undefined),
    'ECONNREFUSED',
    undefined,
  ])('%s says something else', (error) => expect(isAway(error)).toBe(false));
});
