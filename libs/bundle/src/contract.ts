import { isPartialDate } from '@lienthong/calendar';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import { breachOf } from './breach-message';
import type { Breach, Contract } from './bundle';
import type { JsonObject } from './json';
import { CODES } from './current-codes';
import { SchemaError } from './schema-references';

/** `x-personal` marks what is sealed; `x-title-en` is the title beside the Vietnamese `title`; `x-code` marks codes that change. None constrains. */
const VOCABULARY = ['x-personal', 'x-title-en'];

/** A checker for JSON Schema 2020-12 that refuses keywords it does not know: a misspelt rule must not pass silently. */
export function schemaChecker(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true, verbose: true });
  addFormats(ajv);
  ajv.addFormat('partial-date', isPartialDate);
  ajv.addVocabulary(VOCABULARY);
  ajv.addKeyword({ keyword: 'x-code', metaSchema: { enum: CODES } });
  return ajv;
}

/** Compiles a complete schema. Throws `SchemaError` when it is not a valid one. */
export function compileContract(path: string, schema: JsonObject, ajv: Ajv2020 = schemaChecker()): Contract {
  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    throw new SchemaError(error instanceof Error ? error.message : String(error));
  }
  return {
    path,
    schema,
    check: (value) => (validate(value) ? [] : readable((validate.errors ?? []).map(breachOf))),
  };
}

/** "if … then" only says which branch applied; what is wrong in it is said by the branch's own rules. */
const readable = (breaches: readonly Breach[]): Breach[] => breaches.filter(({ rule }) => rule !== 'if');
