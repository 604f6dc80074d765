import type { Instant } from '@lienthong/calendar';
import {
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  id_data,
  id_signedData,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { madeBy, readCertificate, readOwnCertificate } from './certificate';
import type { SealPort } from './seal-port';
import { SealRefused } from './seal-refused';
import { bytesToSign, signedAttributes } from './signed-attributes';

// RFC 5754.
const SHA_256 = new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1' });
export const SHA_256_WITH_RSA = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null });

/**
 * A CMS signature (RFC 5652) in DER over a SHA-256 digest, without what was digested. As PAdES wants it, the certificate is bound
 * by what is signed, and the time is not in it: it stands in the PDF.
 * @throws SealRefused the certificate cannot be used at that time, or the key is another one
 */
export async function detachedSignature(
  digest: Uint8Array,
  certificates: readonly Uint8Array[],
  at: Instant,
  sign: SealPort['sign'],
): Promise<Uint8Array> {
  const [own = new Uint8Array()] = certificates;
  const signer = readOwnCertificate(own, at);
  const attributes = signedAttributes(digest, own);
  const toSign = bytesToSign(attributes);
  const signature = await sign(toSign);
  if (!madeBy(own, toSign, signature)) throw new SealRefused('key-differs');
  const { issuer, serialNumber } = signer.tbsCertificate;
  const signerInfo = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: SHA_256,
    signedAttrs: [...attributes],
    signatureAlgorithm: SHA_256_WITH_RSA,
    signature: new OctetString(signature),
  });
  const signedData = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([SHA_256]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_data }),
    certificates: certificateSet(certificates),
    signerInfos: new SignerInfos([signerInfo]),
  });
  const content = AsnConvert.serialize(signedData);
  return new Uint8Array(AsnConvert.serialize(new ContentInfo({ contentType: id_signedData, content })));
}

/** A set has its members in the order of their bytes (X.690, 11.6). */
const certificateSet = (certificates: readonly Uint8Array[]): CertificateSet =>
  new CertificateSet(
    [...certificates]
      .sort((one, other) => Buffer.compare(one, other))
      .map((each) => new CertificateChoices({ certificate: readCertificate(each) })),
  );
