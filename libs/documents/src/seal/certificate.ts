import { createVerify, X509Certificate, type KeyObject } from 'node:crypto';
import { toMillis, type Instant } from '@lienthong/calendar';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { SealRefused } from './seal-refused';

/** Reads a certificate in DER. @throws SealRefused it is none, or not in the one form that DER allows */
export function readCertificate(der: Uint8Array): Certificate {
  const certificate = parse(der);
  if (!Buffer.from(AsnConvert.serialize(certificate)).equals(der)) throw new SealRefused('certificate-unusable');
  return certificate;
}

function parse(der: Uint8Array): Certificate {
  try {
    publicKey(der);
    return AsnConvert.parse(der, Certificate);
  } catch {
    throw new SealRefused('certificate-unusable');
  }
}

/** Reads the certificate of a seal's key. @throws SealRefused it cannot be read, is not of an RSA key, or not valid at that time */
export function readOwnCertificate(der: Uint8Array, at: Instant): Certificate {
  const certificate = readCertificate(der);
  if (publicKey(der).asymmetricKeyType !== 'rsa') throw new SealRefused('certificate-unusable');
  const { validity } = certificate.tbsCertificate;
  const [from, until] = [validity.notBefore.getTime().getTime(), validity.notAfter.getTime().getTime()];
  if (toMillis(at) < from || toMillis(at) > until) throw new SealRefused('certificate-not-valid');
  return certificate;
}

/** Whether a certificate's key made a signature. */
export const madeBy = (der: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean =>
  createVerify('sha256').update(bytes).verify(publicKey(der), signature);

const publicKey = (der: Uint8Array): KeyObject => new X509Certificate(der).publicKey;
