import { resolveSchema } from './schema-references';

const texts = (files: Record<string, unknown>) => new Map(Object.entries(files).map(([path, file]) => [path, JSON.stringify(file)]));
const common = { $defs: { name: { type: 'string', title: 'Tên' }, pair: { properties: { one: { $ref: '#/$defs/name' } } } } };

describe('the references of a schema', () => {
  it('are replaced by what they name, with the title that stands beside them', () => {
    const files = texts({
      'a/b/common.json': common,
      'a/b/form.json': { properties: { x: { $ref: 'common.json#/$defs/name', title: 'Họ' } } },
    });
    const { schema, files: used } = resolveSchema('a/b/form.json', files);
    expect(schema).toEqual({ properties: { x: { type: 'string', title: 'Họ' } } });
    expect([...used]).toEqual(['a/b/form.json', 'a/b/common.json']);
  });

  it('are followed from the file in which they stand', () => {
    const files = texts({ 'a/common.json': common, 'a/form.json': { items: { $ref: 'common.json#/$defs/pair' } } });
    expect(resolveSchema('a/form.json', files).schema).toEqual({ items: { properties: { one: { type: 'string', title: 'Tên' } } } });
  });

  it.each([
    [{ $ref: 'nowhere.json' }, 'a/nowhere.json does not exist'],
    [{ $ref: 'common.json#/$defs/nothing' }, 'leads nowhere'],
    [{ $ref: 'common.json#/$defs/name', maxLength: 3 }, '“maxLength” may not stand beside'],
    [{ $ref: '#' }, 'leads back to itself'],
  ])('that cannot be replaced are an error: %j', (member, message) => {
    const files = texts({ 'a/common.json': common, 'a/form.json': { properties: { member } } });
    expect(() => resolveSchema('a/form.json', files)).toThrow(message);
  });
});
