import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { FILE_TYPES, fileTypeOf } from '@lienthong/attachments';
import type { ApiClient } from './api-client';
import { EXIT, Failure, reasonOf } from './failure';
import { attachmentsTexts } from './texts/attachments';

/** Uploads a file under the type that its first bytes tell. @returns how a form cites it */
export async function uploadFile(api: ApiClient, file: string): Promise<{ readonly name: string; readonly sha256: string }> {
  const bytes = read(file);
  const type = fileTypeOf(bytes);
  if (!type) throw new Failure('attachment-type-not-taken', attachmentsTexts.typeNotTaken(file, FILE_TYPES.join(', ')));
  const { sha256 } = await api.upload(bytes, type);
  return { name: basename(file), sha256 };
}

/** The submission with these files uploaded and cited behind those that it cites already. @param attached each as `kind=file` */
export async function withFiles(api: ApiClient, submission: unknown, attached: readonly string[]): Promise<unknown> {
  if (attached.length === 0) return submission;
  const cited: unknown[] = [];
  for (const each of attached) {
    const [, kind, file] = /^([a-z][a-z0-9-]{1,39})=(.+)$/.exec(each) ?? [];
    if (kind === undefined || file === undefined) throw new Failure('usage', attachmentsTexts.attachHow(each), EXIT.notDone);
    cited.push({ kind, ...(await uploadFile(api, file)) });
  }
  // What is no submission is sent as it is: the engine says what is wrong with it.
  if (!isObject(submission) || !isObject(submission['form'])) return submission;
  const { attachments = [] } = submission['form'];
  return {
    ...submission,
    form: { ...submission['form'], attachments: Array.isArray(attachments) ? [...attachments, ...cited] : attachments },
  };
}

function read(file: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Failure('file-unreadable', `${file}: ${reasonOf(error)}`, EXIT.notDone);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
