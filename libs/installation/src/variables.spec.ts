import { unknownVariables } from './variables';

describe('a variable that nobody reads', () => {
  it('is named when it looks like one of ours', () => {
    expect(
      unknownVariables({ LIENTHONG_COLOUR: 'red', PATH: '/bin', LANG: 'vi', LIENTHONG_PORT: '1', LIENTHONG_QUEUE_FILE: '/q' }),
    ).toEqual(['LIENTHONG_COLOUR: no such variable']);
  });

  it.each([
    ['LIENTHONG_MASTER_KEYFILE', 'LIENTHONG_MASTER_KEY_FILE'],
    ['LIENTHONG_READ_MODEL_URL', 'LIENTHONG_READ_MODELS_URL'],
    ['LIENTHONG_QUEUE_FIEL', 'LIENTHONG_QUEUE_FILE'],
  ])('%s is told that %s may be meant', (slip, meant) => {
    expect(unknownVariables({ [slip]: '' })).toEqual([`${slip}: no such variable; is ${meant} meant?`]);
  });

  it('may come from Kubernetes, which is told apart', () => {
    const links = { LIENTHONG_SERVICE_HOST: '10.0.0.1', LIENTHONG_WEB_SERVICE_PORT_HTTPS: '443', LIENTHONG_PORT_443_TCP_ADDR: '10.0.0.1' };
    expect(unknownVariables(links)).toHaveLength(3);
    for (const mistake of unknownVariables(links)) expect(mistake).toContain('enableServiceLinks: false');
  });
});
