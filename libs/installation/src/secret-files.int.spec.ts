import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withSecretFiles } from './secret-files';

describe('a value that lies in a file', () => {
  let folder: string;
  const file = (text: string): string => {
    const path = join(folder, 'secret');
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts as if it stood in the variable, without the end of its line', () => {
    const { environment, mistakes } = withSecretFiles({ LIENTHONG_QUEUE_FILE: file('redis://:pass word@h\n'), LIENTHONG_PORT: '1' });
    expect(environment).toMatchObject({ LIENTHONG_QUEUE: 'redis://:pass word@h', LIENTHONG_PORT: '1' });
    expect(mistakes).toEqual([]);
  });

  it('is taken only for variables that may hold a password', () => {
    expect(withSecretFiles({ LIENTHONG_HOST_FILE: file('0.0.0.0') }).environment).not.toHaveProperty('LIENTHONG_HOST');
  });

  it('may not stand in the variable, too, and neither value is shown', () => {
    const { mistakes } = withSecretFiles({ LIENTHONG_QUEUE_FILE: file('redis://:sesame@h'), LIENTHONG_QUEUE: 'redis://:other@h' });
    expect(mistakes).toEqual([expect.stringMatching(/^LIENTHONG_QUEUE_FILE=.*LIENTHONG_QUEUE is set, too/)]);
    expect(mistakes.join()).not.toMatch(/sesame|other/);
  });

  it.each([
    ['nothing', '\n', /is empty/],
    ['two lines', 'a\nb\n', /more than one line/],
  ])('is a mistake when the file has %s', (_what, text, reason) =>
    expect(withSecretFiles({ LIENTHONG_LOG_URL_FILE: file(text) }).mistakes).toEqual([expect.stringMatching(reason)]),
  );

  it('is a mistake when the file is not there', () => {
    expect(withSecretFiles({ LIENTHONG_LOG_URL_FILE: join(folder, 'none') }).mistakes).toEqual([expect.stringMatching(/ENOENT/)]);
  });
});
