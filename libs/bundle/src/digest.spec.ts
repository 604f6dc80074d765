import { assemble } from './workflows';
import { digestOf } from './digest';
import { readWorkflowFiles } from './read-workflows';

const texts = (entries: Record<string, string>) => new Map(Object.entries(entries));

describe('the digest of a definition', () => {
  it('does not depend on line ends or on the order of reading', () =>
    expect(digestOf(texts({ b: 'x\r\ny', a: '1' }))).toBe(digestOf(texts({ a: '1', b: 'x\ny' }))));

  it('tells apart texts that only move from one file to the next', () =>
    expect(digestOf(texts({ a: 'x\ny', b: '' }))).not.toBe(digestOf(texts({ a: 'x', b: 'y' }))));

  it('changes with a schema that is only reached through another', () => {
    const files = readWorkflowFiles('workflows');
    const common = 'birth/schemas/common.schema.json';
    const changed = new Map(files).set(common, (files.get(common) ?? '').replace('"maxLength": 200', '"maxLength": 201'));
    const digest = (of: typeof files) => assemble(of).get('birth@2024-07-01')?.digest;
    expect(digest(files)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(changed)).not.toBe(digest(files));
  });
});
