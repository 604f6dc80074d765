import { applyDecorators, Header, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** Media types that a route answers in beside our own. */
export const ALSO_ANSWERS_IN = 'lienthong:also-answers-in';

const PDF = 'application/pdf';

/** A route whose good answer is a PDF; its problems are told as everywhere. */
export const AnswersInPdf = (description: string) =>
  applyDecorators(
    SetMetadata(ALSO_ANSWERS_IN, [PDF]),
    Header('Content-Type', PDF),
    Header('Cache-Control', 'no-store'),
    ApiResponse({ status: 200, description, content: { [PDF]: { schema: { type: 'string', format: 'binary' } } } }),
  );
