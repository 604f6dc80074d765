import { WEEKDAYS } from '@lienthong/calendar';
import { key } from './definition-schema';

// Published as workflows/schema/calendars.schema.json for editors; a test keeps the published file equal to this.

const day = { type: 'string', format: 'date' } as const;
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' } as const;
const name = { type: 'string', minLength: 1, maxLength: 100 } as const;

const holiday = {
  type: 'object',
  required: ['vi', 'en', 'days'],
  additionalProperties: false,
  properties: {
    vi: name,
    en: name,
    days: { type: 'integer', minimum: 1, maximum: 30, description: 'How many days the law grants each year.' },
    on: {
      type: 'string',
      pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
      description: 'MM-dd, if one of its days is the same each year.',
    },
    since: { type: 'integer', minimum: 1900, maximum: 9999, description: 'The first year of it. Absent: always.' },
  },
} as const;

const year = {
  type: 'object',
  additionalProperties: false,
  properties: {
    holidays: {
      type: 'object',
      description: 'The days of each holiday, by its key above; also those on a weekly day off.',
      propertyNames: key,
      additionalProperties: { type: 'array', minItems: 1, items: day },
    },
    compensationDays: {
      type: 'object',
      description: 'Day off: the holiday on a weekly day off for which it is given.',
      propertyNames: day,
      additionalProperties: day,
    },
    workingSaturdays: {
      type: 'object',
      description: 'Saturday that is worked: the working day that is off in exchange.',
      propertyNames: day,
      additionalProperties: day,
    },
    ordinaryDays: {
      type: 'array',
      description: 'Special days of the calendar that is extended which are ordinary days here.',
      items: day,
    },
  },
} as const;

export const CALENDARS_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Which days are worked, in one version',
  type: 'object',
  required: ['receptionCutOff', 'dueAt', 'weeklyDaysOff', 'holidays', 'calendars'],
  additionalProperties: false,
  properties: {
    receptionCutOff: { ...time, description: 'HH:mm. What is received before it has that day as day one.' },
    dueAt: { ...time, description: 'HH:mm. When a day that is due ends.' },
    weeklyDaysOff: { type: 'array', uniqueItems: true, maxItems: 6, items: { enum: WEEKDAYS } },
    holidays: {
      type: 'object',
      description: 'What the law grants each year; every year of a calendar is held against it.',
      propertyNames: key,
      additionalProperties: holiday,
    },
    agencies: {
      type: 'object',
      description: 'Agency: the calendar by which it works. Those that are not named work by state.',
      propertyNames: key,
      additionalProperties: key,
    },
    calendars: {
      type: 'object',
      description: 'By name. state is the calendar of all that are not named under agencies.',
      required: ['state'],
      propertyNames: key,
      additionalProperties: {
        type: 'object',
        required: ['years'],
        additionalProperties: false,
        properties: {
          extends: { ...key, description: 'Another calendar, of which this one says only what differs.' },
          years: {
            type: 'object',
            description: 'A year that is not given is not known; nothing is counted in it.',
            propertyNames: { type: 'string', pattern: '^\\d{4}$' },
            additionalProperties: year,
          },
        },
      },
    },
  },
} as const;
