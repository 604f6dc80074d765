import { AttachmentRefused } from '@lienthong/attachments';

// RFC 9530, section 2: a dictionary of byte sequences (RFC 8941) by algorithm.
const MEMBER = /^\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):\s*$/;

/**
 * The SHA-256 that a `Content-Digest` names, in lower-case hex; nothing if there is no such header, or it names other algorithms only.
 *
 * @throws AttachmentRefused `attachment-digest-invalid`: whoever sends a digest wants it compared
 */
export function sha256In(field: string | string[] | undefined): string | undefined {
  if (field === undefined) return undefined;
  const members = [field].flat().join(',').split(',');
  const digests = members.map((member) => {
    const [, algorithm = '', base64 = ''] = MEMBER.exec(member) ?? [];
    if (algorithm === '') throw new AttachmentRefused('attachment-digest-invalid');
    return { algorithm, hex: Buffer.from(base64, 'base64').toString('hex') };
  });
  const ours = digests.filter(({ algorithm }) => algorithm === 'sha-256');
  if (ours.length > 1 || ours.some(({ hex }) => hex.length !== 64)) throw new AttachmentRefused('attachment-digest-invalid');
  return ours[0]?.hex;
}
