import { isPartialDate } from '@lienthong/calendar';
import { ValidateBy } from 'class-validator';

/** A day of the calendar, `yyyy-MM-dd`. */
export const IsLocalDate = () =>
  ValidateBy({
    name: 'isLocalDate',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value.length === 10 && isPartialDate(value),
      defaultMessage: () => 'must be a day of the calendar, yyyy-MM-dd',
    },
  });
