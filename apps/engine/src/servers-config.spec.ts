import { readServers, shownPostgres } from './servers-config';

const LOG = 'esdb+discover://lienthong:secret@cluster.example:2113';
const READ_MODELS = 'postgres://lienthong:secret@db.example:5432/lienthong?sslmode=verify-full';
const KEYS = 'postgres://keeper:secret@keys.example:5432/keys';
const read = (log?: string, readModels?: string, keys?: string) =>
  readServers({ LIENTHONG_LOG_URL: log, LIENTHONG_READ_MODELS_URL: readModels, LIENTHONG_KEYS_URL: keys });

describe('the servers of an engine', () => {
  it('are none unless they are named', () => expect(read()).toEqual({ servers: {}, mistakes: [] }));

  it('are a PostgreSQL alone, or together with a KurrentDB', () => {
    expect(read(undefined, READ_MODELS)).toEqual({ servers: { readModelsUrl: READ_MODELS }, mistakes: [] });
    expect(read(LOG, READ_MODELS)).toEqual({ servers: { logUrl: LOG, readModelsUrl: READ_MODELS }, mistakes: [] });
    expect(read('kurrentdb://h?tls=false', 'postgresql:///lienthong?host=/run/postgresql').mistakes).toEqual([]);
  });

  it('keep the keys, too, where the log is theirs', () => {
    expect(read(LOG, READ_MODELS, KEYS)).toEqual({ servers: { logUrl: LOG, readModelsUrl: READ_MODELS, keysUrl: KEYS }, mistakes: [] });
    expect(read(undefined, READ_MODELS, KEYS).mistakes).toEqual([expect.stringContaining('name a KurrentDB in LIENTHONG_LOG_URL')]);
    expect(read(LOG, READ_MODELS, 'postgres://secret').mistakes).toEqual([expect.stringMatching(/^LIENTHONG_KEYS_URL: not the address/)]);
  });

  it('are no KurrentDB alone', () =>
    expect(read(LOG).mistakes).toEqual([expect.stringContaining('name a PostgreSQL in LIENTHONG_READ_MODELS_URL')]));

  it.each([
    '',
    'postgres',
    'http://secret@h/d',
    'postgres://me:secret@h',
    'postgres://me:secret@h/',
    'postgres://h/a/secret',
    'postgres://h/d#secret',
  ])('refuse %j as a PostgreSQL, with the right form and without what it says', (url) => {
    const { mistakes } = read(undefined, url);
    expect(mistakes).toEqual([expect.stringMatching(/^LIENTHONG_READ_MODELS_URL: not the address of a PostgreSQL.*postgres:/)]);
    expect(mistakes.join()).not.toContain('secret');
  });

  it.each(['', 'sqlite:x', 'esdb://host', 'esdb://me:secret@h?nodes=3'])('refuse %j as a KurrentDB, without its password', (url) => {
    const { mistakes } = read(url, READ_MODELS);
    expect(mistakes).toEqual([expect.stringMatching(/^LIENTHONG_LOG_URL: /)]);
    expect(mistakes.join()).not.toContain('secret');
  });

  it('name all mistakes at once', () => expect(read('x', 'y').mistakes).toHaveLength(2));

  it('are shown without user, password and options', () => {
    expect(shownPostgres(READ_MODELS)).toBe('postgres://db.example:5432/lienthong');
    expect(shownPostgres('postgres://me:sec%40ret@h/d?password=secret')).toBe('postgres://h/d');
    expect(shownPostgres('postgresql:///d?user=me&host=/run/postgresql')).toBe('postgres:///d');
  });
});
