import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeyPair, readPrivateKey, readPublicKey } from './key-files';

describe('keys in a directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lienthong-keys-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are made once and stay', () => {
    const first = ensureKeyPair(directory, 'police');
    const second = ensureKeyPair(directory, 'police');
    expect(second.publicKey.equals(first.publicKey)).toBe(true);
    expect(readPrivateKey(directory, 'police').privateKey.equals(first.privateKey)).toBe(true);
    expect(readPublicKey(directory, 'police').equals(first.publicKey)).toBe(true);
  });

  it('keep the private half to their owner', () => {
    ensureKeyPair(directory, 'police');
    expect(statSync(join(directory, 'police.private.pem')).mode & 0o777).toBe(0o600);
  });

  it('get their public half back when it is lost', () => {
    const { publicKey } = ensureKeyPair(directory, 'police');
    rmSync(join(directory, 'police.public.pem'));
    ensureKeyPair(directory, 'police');
    expect(readPublicKey(directory, 'police').equals(publicKey)).toBe(true);
  });

  it('are refused when they are of another kind', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(directory, 'police.private.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => readPrivateKey(directory, 'police')).toThrow('the key police is not an Ed25519 key');
  });

  it('are refused when they are not there', () => expect(() => readPublicKey(directory, 'nobody')).toThrow('ENOENT'));
});
