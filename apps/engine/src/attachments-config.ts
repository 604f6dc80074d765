import { DEFAULT_LIMITS, type AttachmentPolicy } from '@lienthong/attachments';

type Environment = Readonly<Record<string, string | undefined>>;

const MEBIBYTE = 1_048_576;

const SIZES = {
  file: 'LIENTHONG_ATTACHMENT_MIB',
  dossier: 'LIENTHONG_DOSSIER_ATTACHMENTS_MIB',
  pending: 'LIENTHONG_PENDING_ATTACHMENTS_MIB',
} as const;

/**
 * Reads how files are taken: `LIENTHONG_ATTACHMENTS` (`required` or `unchecked`), and the limits in MiB. Where real data are kept, a file
 * that a form cites has to be here unless it is said otherwise; with the development key it need not, so that forms can be tried alone.
 *
 * @param minFree bytes that uploads leave free on the disk
 */
export function readAttachmentPolicy(
  environment: Environment,
  development: boolean,
  minFree: number,
): { readonly policy: AttachmentPolicy; readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const wanted = environment['LIENTHONG_ATTACHMENTS'] ?? (development ? 'unchecked' : 'required');
  if (wanted !== 'required' && wanted !== 'unchecked') mistakes.push(`LIENTHONG_ATTACHMENTS=${wanted}: either required or unchecked`);
  const sizeOf = (which: keyof typeof SIZES): number => {
    const text = environment[SIZES[which]];
    if (text === undefined) return DEFAULT_LIMITS[which];
    if (!/^[1-9]\d{0,5}$/.test(text)) mistakes.push(`${SIZES[which]}=${text}: not a number of mebibytes such as 10`);
    return Number(text) * MEBIBYTE;
  };
  const limits = { file: sizeOf('file'), dossier: sizeOf('dossier'), pending: sizeOf('pending'), minFree };
  return { policy: { required: wanted === 'required', limits }, mistakes };
}
