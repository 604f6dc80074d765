import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ListedAttachment } from '../api-client';
import { uploadFile } from '../attached-files';
import { EXIT, Failure, reasonOf } from '../failure';
import type { Language } from '../language';
import { print, settingsOf } from '../settings';
import { table } from '../table';
import { attachmentsTexts } from '../texts/attachments';

export function attachmentsCommand(): Command {
  const attachments = new Command('attachments').description(
    'upload the files that a form is to cite, list those of a dossier, and save them',
  );
  attachments
    .command('add <file...>')
    .description('upload files (PDF, JPEG, PNG); a form cites them by their sha256')
    .action(async (files: string[], _: object, command: Command) => {
      const settings = settingsOf(command);
      const uploaded: { file: string; name: string; sha256: string }[] = [];
      for (const file of files) uploaded.push({ file, ...(await uploadFile(settings.api, file)) });
      print(settings, uploaded, () =>
        uploaded.map(({ file, sha256 }) => attachmentsTexts.uploaded(file, sha256)[settings.language]).join('\n'),
      );
    });
  attachments
    .command('list <id>')
    .description('show the files that the form of a dossier cites, in all its versions, and whether they are here')
    .action(async (id: string, _: object, command: Command) => {
      const settings = settingsOf(command);
      const cited = await settings.api.attachments(id);
      print(settings, cited, () => ('erased' in cited ? attachmentsTexts.erased[settings.language] : listText(cited, settings.language)));
    });
  attachments
    .command('get <id> <sha256>')
    .description('save a file that the form of a dossier cites')
    .requiredOption('--output <file>', 'where to; a file that is there is not written over')
    .action(async (id: string, sha256: string, { output }: { output: string }, command: Command) => {
      const settings = settingsOf(command);
      const bytes = await settings.api.attachment(id, sha256);
      try {
        writeFileSync(output, bytes, { flag: 'wx', mode: 0o600 });
      } catch (error) {
        throw new Failure('file-not-written', `${output}: ${reasonOf(error)}`, EXIT.notDone);
      }
      print(settings, { sha256, file: output, size: bytes.length }, () => attachmentsTexts.saved(output)[settings.language]);
    });
  return attachments;
}

function listText(cited: readonly ListedAttachment[], language: Language): string {
  if (cited.length === 0) return attachmentsTexts.none[language];
  const rows = cited.map(({ kind, name, sha256, versions, present, size }) => [
    kind,
    name,
    present ? String(size) : attachmentsTexts.notHere[language],
    versions.join(', '),
    sha256,
  ]);
  return table(attachmentsTexts.heads[language], rows);
}
