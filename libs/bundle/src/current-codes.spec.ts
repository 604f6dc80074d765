import type { LocalDate } from '@lienthong/calendar';
import { compileContract } from './contract';
import { withCurrentCodes } from './current-codes';
import { isObject, type JsonObject } from './json';
import { Offices } from './offices';
import { loadWorkflows } from './read-workflows';

const day = (text: string) => text as LocalDate;
const offices = new Offices([
  { code: '00001', name: 'Xã Một', province: '01', from: day('2004-01-01'), until: day('2026-11-01'), successor: '00002' },
  { code: '00002', name: 'Xã Hai', province: '02', from: day('2025-07-01') },
]);
const address: JsonObject = {
  type: 'object',
  properties: {
    province: { type: 'string', 'x-code': 'province' },
    commune: { type: 'string', 'x-code': 'commune' },
    line: { type: 'string' },
  },
};
const schema: JsonObject = {
  type: 'object',
  properties: {
    receivingCommune: { type: 'string', 'x-code': 'commune' },
    mother: { type: 'object', properties: { residence: address } },
    heirs: { type: 'array', items: { type: 'object', properties: { residence: address } } },
    note: { type: 'string' },
  },
};
const residence = { province: '01', commune: '00001', line: '00001' };
const payload = { receivingCommune: '00001', mother: { residence }, heirs: [{ residence }], note: '00001', beside: { commune: '00001' } };

describe('the codes of communes in what an agency is given', () => {
  it('are those of the successors from the day of the merger, with their province, and nothing else is touched', () => {
    const after = { ...residence, province: '02', commune: '00002' };
    expect(withCurrentCodes(payload, schema, offices, day('2026-11-01'))).toEqual({
      ...payload,
      receivingCommune: '00002',
      mother: { residence: after },
      heirs: [{ residence: after }],
    });
  });

  it('are as they were written the day before, and the value that was given is left as it was', () => {
    const before = structuredClone(payload);
    expect(withCurrentCodes(payload, schema, offices, day('2026-10-31'))).toEqual(payload);
    withCurrentCodes(payload, schema, offices, day('2026-11-01'));
    expect(payload).toEqual(before);
  });

  it.each([
    ['a commune that the list does not know', { province: '48', commune: '20242', line: '' }],
    ['a province that does not fit its commune, as long as that serves', { province: '79', commune: '00002', line: '' }],
    ['what is no text', { province: 1, commune: null, line: [] }],
    ['an address without a commune', { province: '01' }],
  ])('are left alone: %s', (_, written) => {
    const given = { mother: { residence: written } };
    expect(withCurrentCodes(given, schema, offices, day('2026-11-01'))).toEqual(given);
  });

  it('are marked by words that are known', () => {
    expect(() => compileContract('x', { type: 'string', 'x-code': 'comune' })).toThrow();
  });

  it('are marked wherever a contract of the workflows has an address', () => {
    const { bundles } = loadWorkflows('workflows');
    const contracts = bundles.flatMap(({ procedures }) => procedures.map((procedure) => procedure.payload.contract));
    const communes = contracts.flatMap((contract) => named(/commune$/i, contract.schema));
    expect(communes.length).toBeGreaterThan(50);
    expect(communes.filter((each) => each['x-code'] !== 'commune')).toEqual([]);
    expect(contracts.flatMap((contract) => named(/^province$/, contract.schema)).filter((each) => each['x-code'] !== 'province')).toEqual(
      [],
    );
  });
});

/** The schemas of all members with such a name, however deep. */
function named(name: RegExp, within: unknown): JsonObject[] {
  if (Array.isArray(within)) return within.flatMap((each) => named(name, each));
  if (!isObject(within)) return [];
  const members = isObject(within['properties']) ? Object.entries(within['properties']) : [];
  const here = members.flatMap(([key, member]) => (name.test(key) && isObject(member) ? [member] : []));
  return [...here, ...Object.values(within).flatMap((each) => named(name, each))];
}
