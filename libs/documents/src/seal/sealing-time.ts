import { instant, type Instant } from '@lienthong/calendar';
import { readCertificate } from './certificate';
import { SealRefused } from './seal-refused';

/**
 * The time that a seal on a form bears: that of the event which issued the form, so that the same form and certificate always give the
 * same bytes; of a form that is older than the certificate, the certificate's first moment.
 *
 * @param own the certificate of the seal's key, in DER
 * @throws SealRefused `certificate-not-valid`: it has to be valid now, too, for nobody seals with one that has run out
 */
export function sealingTime(own: Uint8Array, issuedAt: Instant, now: Instant): Instant {
  const { validity } = readCertificate(own).tbsCertificate;
  const [from, until] = [validity.notBefore, validity.notAfter].map((at) => instant(at.getTime().toISOString()));
  if (from === undefined || until === undefined || now < from || now > until) throw new SealRefused('certificate-not-valid');
  return issuedAt < from ? from : issuedAt;
}
