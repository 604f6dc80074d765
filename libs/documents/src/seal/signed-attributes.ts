import { createHash } from 'node:crypto';
import { Attribute, id_contentType, id_data, id_messageDigest } from '@peculiar/asn1-cms';
import { AsnArray, AsnConvert, AsnObjectIdentifierConverter, AsnProp, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';

/** What a signature is made over, in the order of DER: kind of content, its digest, and which certificate signs. */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): readonly Attribute[] {
  const certificateId = new CertificateId(createHash('sha256').update(certificate).digest());
  return [
    attribute(id_contentType, AsnObjectIdentifierConverter.toASN(id_data)),
    attribute(id_messageDigest, new OctetString(digest)),
    attribute(ID_SIGNING_CERTIFICATE, new SigningCertificate([new CertificateIds([certificateId])])),
  ].sort((one, other) => Buffer.compare(encoded(one), encoded(other)));
}

/** The bytes that are signed: the attributes as a SET (RFC 5652, 5.4). */
export const bytesToSign = (attributes: readonly Attribute[]): Uint8Array => encoded(new AttributeSet([...attributes]));

const encoded = (value: object): Buffer => Buffer.from(AsnConvert.serialize(value));

const attribute = (attrType: string, value: object): Attribute => new Attribute({ attrType, attrValues: [AsnConvert.serialize(value)] });

@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
class AttributeSet extends AsnArray<Attribute> {}

// RFC 5035: SigningCertificateV2, with SHA-256, which is the default and therefore not written.
const ID_SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';

@AsnType({ type: AsnTypeTypes.Sequence })
class CertificateId {
  @AsnProp({ type: OctetString })
  readonly hash: OctetString;

  constructor(hash: Uint8Array = new Uint8Array()) {
    this.hash = new OctetString(hash);
  }
}

@AsnType({ type: AsnTypeTypes.Sequence, itemType: CertificateId })
class CertificateIds extends AsnArray<CertificateId> {}

@AsnType({ type: AsnTypeTypes.Sequence, itemType: CertificateIds })
class SigningCertificate extends AsnArray<CertificateIds> {}
