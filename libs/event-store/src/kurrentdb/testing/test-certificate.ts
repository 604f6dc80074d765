import { generateKeyPairSync, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

/** A key and a certificate, in PEM, by which 127.0.0.1 vouches for itself. */
export function testCertificate(): { readonly private_key: Buffer; readonly cert_chain: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const name = new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: 'façade' }) })]),
  ]);
  const ownAddress = new SubjectAlternativeName([new GeneralName({ iPAddress: '127.0.0.1' })]);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: Uint8Array.of(1).buffer,
    signature,
    issuer: name,
    subject: name,
    validity: new Validity({ notBefore: new Date('2020-01-01'), notAfter: new Date('2049-01-01') }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    extensions: new Extensions([
      new Extension({ extnID: id_ce_subjectAltName, critical: false, extnValue: new OctetString(AsnConvert.serialize(ownAddress)) }),
    ]),
  });
  const signatureValue = new Uint8Array(sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey)).buffer;
  const der = AsnConvert.serialize(new Certificate({ tbsCertificate, signatureAlgorithm: signature, signatureValue }));
  const base64 = Buffer.from(der).toString('base64');
  return {
    private_key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert_chain: Buffer.from(`-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`),
  };
}
