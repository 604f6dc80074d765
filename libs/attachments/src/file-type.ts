/** What a file is, by its first bytes; a claim is worth nothing. */
interface FileKind {
  readonly type: string;
  readonly starts: Buffer;
}

// [A] What scanners, phones and offices in Viet Nam produce and every office can open. No rule that was read names the formats.
const KINDS = [
  { type: 'application/pdf', starts: Buffer.from('%PDF-') },
  { type: 'image/jpeg', starts: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/png', starts: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
] as const satisfies readonly FileKind[];

/** The media type (RFC 9110, section 8.3.1) of a file that is taken. */
export type FileType = (typeof KINDS)[number]['type'];

export const FILE_TYPES: readonly FileType[] = KINDS.map(({ type }) => type);

export const isFileType = (type: unknown): type is FileType => FILE_TYPES.some((each) => each === type);

/** The type of a file that begins with these bytes; nothing, if it is none that is taken. */
export const fileTypeOf = (head: Uint8Array): FileType | undefined =>
  KINDS.find(({ starts }) => starts.equals(head.subarray(0, starts.length)))?.type;
