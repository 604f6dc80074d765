import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import type { SealPort } from './seal-port';

export type SealFileProblem = keyof typeof TEXTS;

const TEXTS = {
  'no-certificate': {
    vi: 'tệp không có chứng thư số (BEGIN CERTIFICATE)',
    en: 'there is no certificate in it (BEGIN CERTIFICATE)',
  },
  'no-key': {
    vi: 'tệp không có khóa ký đã mã hóa bằng mật khẩu (BEGIN ENCRYPTED PRIVATE KEY)',
    en: 'there is no key in it that a password encrypts (BEGIN ENCRYPTED PRIVATE KEY)',
  },
  'password-wrong': {
    vi: 'mật khẩu không mở được khóa ký',
    en: 'the password does not open the key',
  },
  'key-not-rsa': {
    vi: 'khóa ký không phải là khóa RSA',
    en: 'the key is not an RSA key',
  },
  'key-differs': {
    vi: 'khóa ký không khớp với chứng thư số nào trong tệp',
    en: 'the key is that of none of its certificates',
  },
} as const;

/** A seal's file cannot be used as it is. */
export class SealFileUnusable extends Error {
  readonly text: { readonly vi: string; readonly en: string };

  constructor(readonly code: SealFileProblem) {
    super(code);
    this.text = TEXTS[code];
  }
}

/**
 * The organisation's seal out of a PEM file: the encrypted private key (PKCS#8), its certificate and those that issued it, in any
 * order, as `openssl pkcs12` writes them. Needs no hardware, so the file and its password are as precious as the seal of brass.
 *
 * @throws SealFileUnusable
 */
export function sealFromFile(pem: string, password: string): SealPort {
  const certificates = blocks(pem, 'CERTIFICATE').flatMap(certificate);
  if (certificates.length === 0) throw new SealFileUnusable('no-certificate');
  const key = privateKey(pem, password);
  const own = certificates.find((each) => each.checkPrivateKey(key));
  if (!own) throw new SealFileUnusable('key-differs');
  const chain = [own, ...certificates.filter((each) => each !== own)].map(({ raw }) => new Uint8Array(raw));
  return {
    certificates: () => Promise.resolve(chain),
    sign: (bytes) => Promise.resolve(new Uint8Array(sign('sha256', bytes, key))),
  };
}

function privateKey(pem: string, passphrase: string): KeyObject {
  const [encrypted] = blocks(pem, 'ENCRYPTED PRIVATE KEY');
  if (encrypted === undefined) throw new SealFileUnusable('no-key');
  const key = opened(encrypted, passphrase);
  if (key.asymmetricKeyType !== 'rsa') throw new SealFileUnusable('key-not-rsa');
  return key;
}

function opened(key: string, passphrase: string): KeyObject {
  try {
    return createPrivateKey({ key, passphrase });
  } catch {
    throw new SealFileUnusable('password-wrong');
  }
}

function certificate(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    throw new SealFileUnusable('no-certificate');
  }
}

const blocks = (pem: string, label: string): readonly string[] =>
  pem.match(new RegExp(`-----BEGIN ${label}-----[A-Za-z0-9+/=\\s]+-----END ${label}-----`, 'g')) ?? [];
