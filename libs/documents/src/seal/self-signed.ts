import { randomBytes, sign, type KeyObject } from 'node:crypto';
import { plusMillis, toMillis, type Instant } from '@lienthong/calendar';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { SHA_256_WITH_RSA } from './signature';

const COMMON_NAME = '2.5.4.3';
const TEN_YEARS_MS = 3_652 * 86_400_000;

/** A certificate in DER (RFC 5280) by which an RSA key vouches for itself, valid for ten years. */
export function selfSigned(name: string, privateKey: KeyObject, publicKey: KeyObject, from: Instant): Uint8Array {
  const subject = new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: name }) })]),
  ]);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: SHA_256_WITH_RSA,
    issuer: subject,
    subject,
    validity: new Validity({ notBefore: new Date(toMillis(from)), notAfter: new Date(toMillis(plusMillis(from, TEN_YEARS_MS))) }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    extensions: new Extensions([
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false })),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)),
    ]),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey);
  const signatureValue = new Uint8Array(signature).buffer;
  return new Uint8Array(AsnConvert.serialize(new Certificate({ tbsCertificate, signatureAlgorithm: SHA_256_WITH_RSA, signatureValue })));
}

const extension = (extnID: string, value: object): Extension =>
  new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) });

/** Random, positive and without a zero in front, as DER wants numbers. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}
