import type { KeyVault } from '@lienthong/access';
import { DossierFiles } from '@lienthong/attachments';
import { findMissingAttachments, type MissingAttachment } from '@lienthong/audit';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import type { EventStore } from '@lienthong/event-store';
import type { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { DATA, installationIn, withKeys, withLog } from '../installed';
import { print, settingsOf } from '../settings';
import { attachmentsTexts } from '../texts/attachments';

interface Found {
  readonly dossiers: number;
  readonly cited: number;
  readonly erased: number;
  readonly missing: readonly MissingAttachment[];
}

/** The command that reads every file that forms cite. It needs the master key: what a form cites is personal. */
export function addAttachmentsAudit(audit: Command): void {
  audit
    .command('attachments')
    .description('read every file that forms cite, and compare it with its hash')
    .option('--elsewhere', 'another system keeps files, too: only what is kept here and damaged counts')
    .option(...DATA)
    .action(async ({ data, elsewhere }: { data?: string; elsewhere?: true }, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const { attachmentsDir } = installationIn(data);
      const { missing, ...found } = await withLog(data, ({ store }) =>
        withKeys(data, (vault) => {
          if (!vault) throw new Failure('no-keys', attachmentsTexts.noKeys, EXIT.notDone);
          return find(store, vault, attachmentsDir);
        }),
      );
      const faults = missing.filter(({ why }) => !elsewhere || why === 'damaged');
      print(settings, { ...found, missing: faults }, () =>
        [...faults.map(attachmentsTexts.missing), attachmentsTexts.checked(found, faults.length)].map((each) => each[language]).join('\n'),
      );
      if (faults.length > 0) process.exitCode = EXIT.notWell;
    });
}

async function find(store: EventStore, vault: KeyVault, attachmentsDir: string): Promise<Found> {
  const files = new DossierFiles(attachmentsDir, vault);
  const missing: MissingAttachment[] = [];
  const sums = { dossiers: 0, cited: 0, erased: 0 };
  for await (const { stream } of store.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS, types: ['DossierSubmitted'] } })) {
    const id = dossierOf(stream);
    const history: RecordedEvent[] = [];
    for await (const stored of store.readStream(streamOf(id))) history.push(decode(stored, await vault.find(id)));
    const verdict = await findMissingAttachments(id, history, files);
    sums.dossiers++;
    sums.cited += verdict.cited;
    sums.erased += verdict.erased ? 1 : 0;
    missing.push(...verdict.missing);
  }
  return { ...sums, missing };
}
