import { waysToWrite } from './ways-to-write';

describe('the ways in which a text may be written', () => {
  const secret = 'Đặng Phước Tường';
  const found = (output: string): boolean => waysToWrite(secret).some((way) => output.includes(way));

  it.each([
    ['as it is', `{"name":"${secret}"}`],
    ['without its marks', 'dang phuoc tuong'],
    ['in an address', `/dossiers/${encodeURIComponent(secret)}`],
    ['in escapes', '"\\u0110\\u1eb7ng Ph\\u01b0\\u1edbc T\\u01b0\\u1eddng"'],
    ['as misread bytes', Buffer.from(`x${secret}`).toString('latin1')],
    ['in hexadecimal', Buffer.from(`x${secret}`).toString('hex')],
    ['in base64', Buffer.from(`${secret}y`).toString('base64')],
    ['in base64 behind one byte', Buffer.from(`x${secret}yz`).toString('base64')],
    ['in base64 behind two bytes', Buffer.from(`xx${secret}`).toString('base64')],
  ])('are known: %s', (_, output) => expect(found(output)).toBe(true));

  it('are not found where there is nothing of it', () => expect(found('deliver police: unavailable')).toBe(false));
});
