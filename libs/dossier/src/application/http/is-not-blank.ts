import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

/** A text that says something. */
export const IsNotBlank = (maxLength: number) => applyDecorators(IsString(), MaxLength(maxLength), Matches(/\S/));
