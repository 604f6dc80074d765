import { applyDecorators } from '@nestjs/common';
import { MaxLength, ValidateBy } from 'class-validator';

/** A text that says something, with at most so many characters. */
export const IsNotBlank = (maxLength: number) =>
  applyDecorators(
    MaxLength(maxLength),
    ValidateBy({
      name: 'isNotBlank',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && /\S/.test(value),
        defaultMessage: () => '$property must be a text that says something',
      },
    }),
  );
