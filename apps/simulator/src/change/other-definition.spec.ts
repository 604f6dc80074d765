import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import { WORKFLOWS } from '../people/casebook';
import { named, requireKnown, under, versionAmong, versionIn } from './other-definition';

const WORKFLOWS_DIR = join(projectRoot(), 'workflows');
const NEXT = { code: 'birth', version: 'next' };
const on = (day: string): LocalDate => day as LocalDate;

describe('the other version of a question', () => {
  it.each([
    ['2023-12-31', 'birth@2024-07-01'],
    ['2024-07-01', 'birth@2026-09-01'],
  ])('is, as the next, the first that comes into force after %s', (last, ref) => {
    expect(versionAmong(WORKFLOWS, NEXT, on(last)).ref).toBe(ref);
  });

  it('is found by its day', () => {
    expect(versionAmong(WORKFLOWS, named('death@2027-03-01'), on('2023-12-31')).ref).toBe('death@2027-03-01');
  });

  it.each([
    ['birth', 'bundle-unreadable'],
    ['birth@soon', 'bundle-unreadable'],
    ['birht@next', 'bundle-unknown'],
    ['birth@2025-01-01', 'version-unknown'],
    ['birth@next', 'no-next-version'],
  ])('is refused with what there is instead: %s', (text, code) => {
    const find = (): unknown => {
      const asked = named(text);
      requireKnown(WORKFLOWS, asked);
      return versionAmong(WORKFLOWS, asked, on('2026-12-31'));
    };
    expect(find).toThrow(expect.objectContaining({ code }));
  });

  it('holds for whatever is received, and leaves other bundles as they are', () => {
    const other = versionAmong(WORKFLOWS, named('birth@2026-09-01'), on('2023-12-31'));
    const world = under(WORKFLOWS, other);
    expect([world.inForce('birth', on('2023-08-01'))?.ref, world.inForce('death', on('2023-08-01'))?.ref]).toEqual([
      'birth@2026-09-01',
      'death@2023-07-10',
    ]);
  });
});

describe('a version in a file of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const draft = (change: (text: string) => string): string => {
    const file = join(folder, 'draft.yaml');
    writeFileSync(file, change(readFileSync(join(WORKFLOWS_DIR, 'birth/2026-09-01.yaml'), 'utf8')));
    return file;
  };

  it('is taken instead of all known ones, whatever their days', () => {
    const file = draft((text) => text.replace('workingDays: 3, withVerification: 5', 'workingDays: 1, withVerification: 2'));
    const { ref, timeLimits } = versionIn(file, WORKFLOWS_DIR, NEXT);
    expect([ref, timeLimits[0]?.limit]).toEqual(['birth@2026-09-01', { workingDays: 1, withVerification: 2 }]);
  });

  it('is checked as `bundle validate` does it, and every error is told with its line', () => {
    const file = draft((text) => text.replace('agency: police', 'agency: polize'));
    expect(() => versionIn(file, WORKFLOWS_DIR, NEXT)).toThrow(/draft\.yaml:\d+:\d+ error unknown-agency/);
  });

  it('is refused where it defines something else, or is not there', () => {
    const code = (file: string, version: string): string | undefined => {
      try {
        versionIn(file, WORKFLOWS_DIR, { code: 'birth', version });
        return undefined;
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(code(join(WORKFLOWS_DIR, 'death/2023-07-10.yaml'), 'next')).toBe('definition-of-another-bundle');
    expect(code(draft(String), '2027-01-01')).toBe('definition-of-another-version');
    expect(code(join(folder, 'nothing.yaml'), 'next')).toBe('definition-unreadable');
  });
});
