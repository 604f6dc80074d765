import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiResponse } from '@nestjs/swagger';

// Words with which controllers describe their answers. Whoever serves the API makes the document of them.

/** JSON Schema, as far as OpenAPI 3.0 knows it. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer' };
export const moment: Schema = { type: 'string', format: 'date-time', example: '2026-09-21T08:15:00.000Z' };
export const bilingual: Schema = { $ref: '#/components/schemas/Bilingual' };
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** An object with these members and no others. */
export const object = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** Something personal, or the mark of its erasure. */
export const personal = (schema: Schema): Schema => ({ oneOf: [ref('Erased'), schema] });

/** The answer of an operation that went well. */
export const Answers = (
  status: number,
  schema: Schema,
  description: string,
  headers: Readonly<Record<string, { description: string; schema: Schema }>> = {},
) => ApiResponse({ status, description, schema, headers });

const VERSION_HEADERS = {
  ETag: { description: 'The version of the dossier: its revision', schema: { type: 'string', example: '"3"' } },
  'Lienthong-Position': { description: 'Where in the log that is so', schema: text },
};

/** The same about a dossier, with its version. */
export const AnswersVersion = (status: number, schema: Schema, description: string) =>
  Answers(status, schema, description, VERSION_HEADERS);

/** What can be refused, beside what is said of every route, by the codes of problems. */
export const Refuses = (...codes: readonly string[]) => ApiExtension('x-problems', codes);

/** A command that may name the version for which it is meant, and may be repeated. */
export const MayBeRepeated = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', maxLength: 255 },
      description: 'The same key is the same command',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      schema: { type: 'string', example: '"3"' },
      description: 'The version for which it is meant',
    }),
  );
