import type { Actor } from '@lienthong/access';
import type { DossierId, Form } from '../domain';
import { citedIn, hashesIn, type Attachments } from './attachments';
import { SubmissionInvalid } from './submit-dossier/submit-dossier.command';

const MISSING = {
  vi: 'Chưa có tệp này: tải tệp lên trước (POST /attachments), rồi gửi lại. Tệp tải lên được giữ ít nhất một ngày và dùng cho một hồ sơ.',
  en: 'This file is not here: upload it first (POST /attachments), then send this again. An upload is kept for at least a day and serves one dossier.',
};

/** @throws SubmissionInvalid names every place in the form that cites a file which is not there */
export async function refuseMissing(attachments: Attachments, form: Form, actor: Actor, dossier?: DossierId): Promise<void> {
  const missing = await attachments.missing(hashesIn(form), actor, dossier);
  if (missing.length === 0) return;
  const breaches = citedIn(form).flatMap(({ sha256 }, at) =>
    missing.includes(sha256) ? [{ field: `/form/attachments/${at}/sha256`, rule: 'attachment-missing', message: MISSING }] : [],
  );
  throw new SubmissionInvalid(breaches);
}
