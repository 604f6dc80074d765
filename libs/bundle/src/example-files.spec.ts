import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKFLOWS = join(__dirname, '../../../workflows');

interface Example {
  readonly form: { readonly attachments: readonly { readonly name: string; readonly sha256: string }[] };
}

describe('the examples', () => {
  it.each(['birth/examples/nguyen-bao-an.json', 'death/examples/le-thi-mui.json'])('%s cites files that lie beside it', (example) => {
    const { form } = JSON.parse(readFileSync(join(WORKFLOWS, example), 'utf8')) as Example;
    expect(form.attachments.length).toBeGreaterThan(0);
    for (const { name, sha256 } of form.attachments) {
      const file = join(WORKFLOWS, example, '..', name);
      expect(existsSync(file)).toBe(true);
      expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(sha256);
    }
  });
});
