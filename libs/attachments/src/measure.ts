import { createHash } from 'node:crypto';
import { fileTypeOf, type FileType } from './file-type';

/** A file as forms cite it. */
export interface Attachment {
  /** Of the plain bytes, in lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly type: FileType;
}

/** Looks at bytes that go by. */
export class Measure {
  private readonly hash = createHash('sha256');
  private head = Buffer.alloc(0);
  size = 0;

  /** Passes the bytes on as they are. @param onSize told the size so far; what it throws ends it */
  async *through(source: AsyncIterable<Uint8Array>, onSize: (size: number) => void = () => undefined): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.size += chunk.length;
      if (this.head.length < HEAD) this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD - this.head.length)]);
      onSize(this.size);
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** Whether more bytes would not change the type. */
  get beginningKnown(): boolean {
    return this.head.length === HEAD;
  }

  get type(): FileType | undefined {
    return fileTypeOf(this.head);
  }

  /** Once, at the end; in lower-case hex. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

/** So many bytes tell every type. */
const HEAD = 16;
