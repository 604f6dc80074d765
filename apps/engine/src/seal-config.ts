import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sealFromFile, SealFileUnusable, type SealPort } from '@lienthong/documents';

type Environment = Readonly<Record<string, string | undefined>>;

interface SealConfig {
  readonly seal?: SealPort;
  readonly mistakes: readonly string[];
}

/** Reads the organisation's seal: `LIENTHONG_SEAL_FILE` and `LIENTHONG_SEAL_PASSWORD`. What is wrong is said in both languages. */
export function readSeal(environment: Environment): SealConfig {
  const path = environment['LIENTHONG_SEAL_FILE'];
  if (path === undefined) return { mistakes: [] };
  const file = resolve(path);
  const mistake = (en: string, vi: string): SealConfig => ({ mistakes: [`LIENTHONG_SEAL_FILE=${file}: ${en} / ${vi}`] });
  try {
    return { seal: sealFromFile(readFileSync(file, 'utf8'), environment['LIENTHONG_SEAL_PASSWORD'] ?? ''), mistakes: [] };
  } catch (error) {
    if (!(error instanceof SealFileUnusable)) return mistake('the file cannot be read', 'không đọc được tệp');
    const { en, vi } = error.text;
    if (error.code !== 'password-wrong') return mistake(en, vi);
    return mistake(`${en} (LIENTHONG_SEAL_PASSWORD)`, `${vi} (LIENTHONG_SEAL_PASSWORD)`);
  }
}
