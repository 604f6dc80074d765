import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiParam } from '@nestjs/swagger';
import { AnswersVersion, MayBeRepeated, object, Refuses, text, whole } from '../http/describe';

/** What every act on a dossier can be answered with when it is refused. */
const REFUSALS = [
  'actor-required',
  'not-allowed',
  'dossier-not-found',
  'definition-changed',
  'dossier-busy',
  'precondition-invalid',
  'version-changed',
  'idempotency-key-invalid',
  'log-write-failed',
  'outcome-unknown',
] as const;

interface Description {
  readonly summary: string;
  /** Codes of problems beside those that every act has. */
  readonly refuses: readonly string[];
  /** What gets a number by it. */
  readonly numbers?: 'supplement' | 'payment' | 'correction' | 'apology';
}

/** Describes a route that carries out one act on a dossier. */
export const ActsOnDossier = ({ summary, refuses, numbers }: Description) =>
  applyDecorators(
    HttpCode(200),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiOperation({ summary }),
    MayBeRepeated(),
    AnswersVersion(200, object({ id: text, ...(numbers && { [numbers]: whole }), revision: whole, position: text }), 'Recorded'),
    Refuses(...REFUSALS, ...refuses),
  );
