import type { FileType } from '@lienthong/attachments';

const ENDINGS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const satisfies Record<FileType, string>;

/** `Content-Disposition` (RFC 6266): to be saved. The name that the citizen gave (RFC 8187), and for old clients one without letters of ours. */
export function dispositionOf(name: string, sha256: string, type: FileType): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${sha256.slice(0, 12)}.${ENDINGS[type]}"; filename*=UTF-8''${encoded}`;
}
