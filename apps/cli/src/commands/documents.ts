import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { localDate } from '@lienthong/calendar';
import { Command } from 'commander';
import type { DocumentSummary } from '../api-client';
import { EXIT, Failure } from '../failure';
import type { Language } from '../language';
import { momentOf } from '../moment';
import { localTime, word } from '../narration';
import { print, settingsOf, type Settings } from '../settings';
import { table } from '../table';
import { documentsTexts } from '../texts/documents';

interface Output {
  readonly out?: string;
  readonly force?: true;
}

export function documentsCommand(): Command {
  const documents = new Command('documents').description('the official forms of a dossier, and the register of an office, as PDF');
  documents
    .command('list <id>')
    .description('list the forms that a dossier has')
    .option('--at <revision>', 'as of this revision')
    .action(async (id: string, { at }: { at?: string }, command: Command) => {
      const settings = settingsOf(command);
      const found = await settings.api.documents(id, at);
      print(settings, found, () => listText(id, found, settings.language));
    });
  withOutput(documents.command('render <id> <form>'))
    .description('print a form as it was issued, e.g. 01, 02.1, 03.permanent-residence; 06 at any time')
    .option('--at <revision>', 'as of this revision')
    .option('--seal', "with the organisation's digital seal")
    .action(async (id: string, form: string, options: Output & { at?: string; seal?: true }, command: Command) => {
      const settings = settingsOf(command);
      const pdf = await settings.api.document(id, form, { at: options.at, sealed: sealed(options) });
      write(pdf, `${form}-${id}.pdf`, options, settings);
    });
  withOutput(documents.command('register'))
    .description('print the register of an office (form 07): what it received from one day to another')
    .requiredOption('--office <code>', 'code of the commune, five digits')
    .requiredOption('--from <day>', 'first day, e.g. 2026-10-01 or 01/10/2026')
    .requiredOption('--to <day>', 'last day')
    .option('--seal', "with the organisation's digital seal")
    .action(async (options: Output & { office: string; from: string; to: string; seal?: true }, command: Command) => {
      const settings = settingsOf(command);
      const [from, to] = [localDate(momentOf(options.from, 'from')), localDate(momentOf(options.to, 'from'))];
      const pdf = await settings.api.register(options.office, { from, to, sealed: sealed(options) });
      write(pdf, `07-${options.office}-${from}-${to}.pdf`, options, settings);
    });
  return documents;
}

const withOutput = (command: Command): Command =>
  command
    .option('--out <file>', 'where to; - for standard output (default: a name made of the form and what it is about)')
    .option('--force', 'write over a file that is there');

const sealed = ({ seal }: { readonly seal?: true }): string | undefined => (seal ? 'true' : undefined);

function listText(id: string, documents: readonly DocumentSummary[], language: Language): string {
  const [first] = documents;
  if (!first) return documentsTexts.none[language];
  const rows = documents.map(({ name, title, procedure, issuedAt, revision }) => [
    name,
    title[language],
    procedure === undefined ? '' : word(procedure, language),
    localTime(issuedAt),
    String(revision),
  ]);
  return `${table(documentsTexts.heads[language], rows)}\n\n${documentsTexts.how(id, first.name)[language]}`;
}

/** Writes the file, or the bytes alone to standard output. @throws Failure it is there already */
function write(pdf: Uint8Array, name: string, { out: file = name, force }: Output, settings: Settings): void {
  if (file === '-') return void process.stdout.write(pdf);
  try {
    writeFileSync(file, pdf, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Failure('file-there', documentsTexts.fileThere(file), EXIT.notDone);
  }
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  print(settings, { file, bytes: pdf.length, sha256 }, () => documentsTexts.written(file, pdf.length)[settings.language]);
}
