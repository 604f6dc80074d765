import { readAddress, shown } from './address';

describe('the address of a log', () => {
  it('names one server, several, or a name under which a cluster is found', () => {
    const secret = { username: 'lienthong', password: 'p:w' };
    expect(readAddress('esdb://lienthong:p:w@node1.example')).toMatchObject({
      discover: false,
      hosts: [{ address: 'node1.example', port: 2113 }],
      credentials: secret,
      tls: true,
    });
    expect(readAddress('kurrentdb://lienthong:p%3Aw@a:1,b:2,c').hosts.map(({ address, port }) => `${address}:${port}`)).toEqual([
      'a:1',
      'b:2',
      'c:2113',
    ]);
    expect(readAddress('kurrentdb+discover://lienthong:p%3aw@cluster.example:2113/')).toMatchObject({
      discover: true,
      credentials: secret,
    });
  });

  it('takes options in any case of letters', () => {
    const address = readAddress('esdb://a:b@h?TLSCAFile=%2Fetc%2Fca.pem&keepaliveinterval=15000&nodePreference=leader&connectionName=one');
    expect(address).toMatchObject({ tlsCaFile: '/etc/ca.pem', connectionName: 'one', numbers: { keepAliveInterval: 15000 } });
  });

  it('is shown without user and password', () => {
    expect(shown(readAddress('esdb+discover://user:secret@h1:1,h2:2'))).toBe('esdb+discover://h1:1,h2:2');
  });

  it.each([
    ['postgres://a:secret@h', /connection string such as/],
    ['esdb://', /connection string such as/],
    ['esdb://h:2113', /user and password are missing/],
    ['esdb://user@h', /written user:password/],
    ['esdb://user:secret%@h', /% that begins no/],
    ['esdb://user:secret@h:99999', /not a host/],
    ['esdb://user:secret@h?tls=perhaps', /true or false/],
    ['esdb://user:secret@h?keepAliveTimeout=soon', /a number above 0/],
    ['esdb://user:secret@h?nodePreference=follower', /nodePreference can only be leader/],
    ['esdb://user:secret@h?tlsVerifyCert=false', /tlsVerifyCert can only be true/],
    ['esdb://user:secret@h?throwOnAppendFailure=false', /throwOnAppendFailure can only be true/],
    ['esdb://user:secret@h?colour=red', /colour is not known; known are/],
  ])('%s is refused with a reason, which does not tell the password', (text, reason) => {
    expect(() => readAddress(text)).toThrow(reason);
    expect(() => readAddress(text)).not.toThrow(/secret/);
    expect(() => readAddress(text)).toThrow(expect.objectContaining({ code: 'log-address-invalid' }) as Error);
  });
});
