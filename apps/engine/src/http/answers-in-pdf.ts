import { applyDecorators, Header } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { AlsoAnswers } from './edge/well-formed-request';

const PDF = 'application/pdf';

/** A route whose good answer is a PDF; its problems are told as everywhere. */
export const AnswersInPdf = (description: string) =>
  applyDecorators(
    AlsoAnswers(PDF),
    Header('Content-Type', PDF),
    Header('Cache-Control', 'no-store'),
    ApiResponse({ status: 200, description, content: { [PDF]: { schema: { type: 'string', format: 'binary' } } } }),
  );
