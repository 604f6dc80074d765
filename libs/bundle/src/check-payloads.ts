import type { CheckedDefinition } from './checked-definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';
import { propertiesOf, requiredOf } from './schema-shape';

/** The payload fills the contract: no field that it does not know, none missing that it requires. Also: choices can be made. */
export function checkPayloads({ source, definition, schemas }: CheckedDefinition): readonly Problem[] {
  return Object.entries(definition.procedures).flatMap(([key, { payload, contract, choices = {} }]) => {
    const at = ['procedures', key];
    const schema = schemas.exists(contract) ? schemas.get(contract).contract?.schema : undefined;
    const known = propertiesOf(schema);
    const extra = Object.keys(payload).flatMap((field) => {
      if (!known || known.includes(field)) return [];
      const details = { field, near: nearest(field, known), known: known.join(', ') };
      return [problem(source.atKey([...at, 'payload', field]), 'payload-field-unknown', details)];
    });
    const missing = requiredOf(schema)
      .filter((field) => !(field in payload))
      .map((field) => problem(source.atKey([...at, 'payload']), 'payload-field-missing', { field }));
    const open = Object.entries(choices).flatMap(([choice, options]) => {
      const shadowing = options.findIndex(({ when }) => when === undefined);
      const last = options.length - 1;
      const path = [...at, 'choices', choice];
      if (shadowing === -1) return [problem(source.at([...path, last]), 'choice-open', { choice })];
      if (shadowing === last) return [];
      return [problem(source.at([...path, shadowing]), 'choice-shadowed', { option: options[shadowing]?.option })];
    });
    return [...extra, ...missing, ...open];
  });
}
