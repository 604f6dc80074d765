import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { MarkFile } from './mark';

describe('the mark in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-mark-'));
  const path = join(folder, 'mark.json');
  const file = new MarkFile(path);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is none where there is none', async () => expect(await file.read()).toBeUndefined());

  it('comes back as it was written last, and leaves nothing else behind', async () => {
    const open = ['019a9f00-0000-7000-8000-000000000001' as DossierId];
    await file.write({ position: '00000000000000000006' as Position, open: [] });
    await file.write({ position: '00000000000000000007' as Position, open });
    expect(await file.read()).toEqual({ position: '00000000000000000007', open });
    expect(readdirSync(folder)).toEqual(['mark.json']);
  });

  it.each(['', '{"position":"0000', '{"position":7,"open":[]}', 'null', '[]'])('is none where the file holds %j', async (text) => {
    writeFileSync(path, text);
    expect(await file.read()).toBeUndefined();
  });
});
