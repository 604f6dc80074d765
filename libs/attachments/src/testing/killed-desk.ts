/**
 * Uploads files and gives them to one dossier until it is killed; says `begun <hash>` before and `kept <hash>` after each. Only tests
 * start it: `killed-desk.js <folder> <dossier>`.
 */
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { systemTimekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { AttachmentDesk } from '../attachment-desk';
import { CITIZEN, hashOf, PDF, pdf, piecesOf } from './office';

const [folder = '', dossier = ''] = process.argv.slice(2);
const vault = SqliteKeyVault.open(join(folder, 'keys.db'), developmentMasterKey(join(folder, 'master.key')).key);
const limits = { file: 2 ** 30, dossier: 2 ** 40, pending: 2 ** 40, minFree: 0 };
const desk = new AttachmentDesk(join(folder, 'attachments'), vault, systemTimekeeper, { required: true, limits }, () => undefined);

async function fill(): Promise<void> {
  for (;;) {
    const bytes = pdf(300_000);
    const sha256 = hashOf(bytes);
    process.stdout.write(`begun ${sha256}\n`);
    await desk.uploads.accept(CITIZEN, piecesOf(bytes), { type: PDF });
    await desk.take([sha256], CITIZEN, dossier as DossierId);
    await desk.release([sha256], CITIZEN);
    process.stdout.write(`kept ${sha256}\n`);
  }
}

void fill();
