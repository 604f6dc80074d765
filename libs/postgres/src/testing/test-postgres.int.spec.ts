import { postgresPrograms } from './postgres-programs';
import { TestPostgres } from './test-postgres';

describe('the PostgreSQL of a test', () => {
  let postgres: TestPostgres;
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());

  it('gives each test a database of its own', async () => {
    const one = await postgres.database();
    const other = await postgres.database();
    await postgres.tell('create table here (n integer)', one);
    expect(await postgres.tell("select to_regclass('here') is null as missing", other)).toEqual([{ missing: true }]);
  });

  it('keeps what was committed when it is killed', async () => {
    const url = await postgres.database();
    await postgres.tell('create table kept as select 7 as n', url);
    await postgres.kill();
    await postgres.restart();
    expect(await postgres.tell('select n from kept', url)).toEqual([{ n: 7 }]);
  });

  it('says in one line what to install where it cannot be had', () => {
    expect(() => postgresPrograms('/nowhere', '/nowhere')).toThrow(
      'PostgreSQL is not installed: apt-get install postgresql (macOS: brew install postgresql)',
    );
  });
});
