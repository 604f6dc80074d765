import { readConfig } from './config';

describe('the configuration of the simulators', () => {
  it('needs nothing', () => expect(readConfig({})).toEqual({ port: 3100, seed: 'lienthong', keysDir: 'data/signing-keys', paceMs: 400 }));

  it('is read from the environment', () => {
    const env = { LIENTHONG_SIMULATORS_PORT: '0', LIENTHONG_SEED: '7', LIENTHONG_KEYS_DIR: '/k', LIENTHONG_SIMULATOR_PACE_MS: '5' };
    expect(readConfig(env)).toEqual({ port: 0, seed: '7', keysDir: '/k', paceMs: 5 });
  });

  it.each(['70000', '-1', '3100x', '1e3'])('names the variable that is wrong: %j', (port) =>
    expect(() => readConfig({ LIENTHONG_SIMULATORS_PORT: port })).toThrow(
      'LIENTHONG_SIMULATORS_PORT is to be a whole number from 0 to 65535',
    ),
  );

  it('names all that is wrong at once', () =>
    expect(() => readConfig({ LIENTHONG_SIMULATORS_PORT: 'x', LIENTHONG_SIMULATOR_PACE_MS: 'y' })).toThrow(
      /LIENTHONG_SIMULATORS_PORT.*LIENTHONG_SIMULATOR_PACE_MS/,
    ));
});
