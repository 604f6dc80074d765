// Published as workflows/schema/*.schema.json for editors; a test keeps the published files equal to these.

export const key = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 } as const;
const cel = { type: 'string', minLength: 1 } as const;
const schemaPath = { type: 'string', pattern: '\\.schema\\.json$' } as const;

const bilingual = (description: string) => ({
  type: 'object',
  description,
  required: ['vi', 'en'],
  additionalProperties: false,
  properties: { vi: { type: 'string', minLength: 1 }, en: { type: 'string', minLength: 1 } },
});

const legalBasis = {
  type: 'array',
  description: 'Where the rule stands, and how well it is known.',
  items: {
    type: 'object',
    required: ['source', 'grade'],
    additionalProperties: false,
    properties: {
      source: { type: 'string', minLength: 1, description: 'E.g. Decree 63/2024/NĐ-CP.' },
      article: { type: 'string', description: 'E.g. 7.2.' },
      grade: {
        enum: ['L', 'P', 'N', 'A', 'D'],
        description: 'L read in a legal text, P seen in practice, N second-hand, A assumed, D our own design.',
      },
    },
  },
};

const need = {
  type: ['string', 'object'],
  description: 'A procedure that has to be completed first; in its long form also what exactly is waited for.',
  required: ['procedure'],
  additionalProperties: false,
  properties: {
    procedure: { ...key, description: 'Key of the procedure.' },
    until: {
      enum: ['completed', 'ended'],
      description: 'completed (default): it has to succeed. ended: it may also be refused, skipped or not chosen.',
    },
    results: { type: 'array', items: { type: 'string' }, description: 'Fields of its result to wait for, even if they come late.' },
  },
};

const option = {
  type: 'object',
  required: ['option', 'use', 'why'],
  additionalProperties: false,
  properties: {
    option: { ...key, description: 'Name under which the choice is recorded.' },
    when: { ...cel, description: 'CEL, true or false. The first option that holds is taken; the last may stand without.' },
    use: { ...cel, description: 'CEL: the value.' },
    why: bilingual('The reason that is recorded and shown.'),
  },
};

const limits = {
  workingDays: { type: 'integer', minimum: 0, maximum: 250 },
  days: { type: 'integer', minimum: 0, maximum: 365 },
  withVerification: { type: 'integer', minimum: 0, maximum: 365 },
};
const oneUnit = [{ required: ['workingDays'] }, { required: ['days'] }];

const timeLimit = {
  type: 'object',
  description: 'Working days (0: the same day) or plain days; withVerification is the longer limit if verification is needed.',
  additionalProperties: false,
  properties: limits,
  oneOf: oneUnit,
};

const bundleTimeLimit = {
  description: 'Limit of the dossier as a whole: one, or a list of which the first that holds applies. Absent: none is stated.',
  if: { type: 'array' },
  then: {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['why'],
      additionalProperties: false,
      properties: {
        when: { ...cel, description: 'CEL, true or false, over form and dossier. The last may stand without.' },
        ...limits,
        why: bilingual('The reason that is shown.'),
      },
      oneOf: oneUnit,
    },
  },
  else: timeLimit,
};

const duplicate = {
  type: 'object',
  required: ['by', 'why'],
  additionalProperties: false,
  properties: {
    by: {
      ...cel,
      description: 'CEL over the form: a text, a list or a map. The same value is the same matter; a value that is missing gives none.',
    },
    why: bilingual('What they have in common, as it is shown.'),
  },
};

const route = {
  type: 'object',
  required: ['option', 'why'],
  additionalProperties: false,
  properties: {
    option: { ...key, description: 'Name under which the route is recorded.' },
    when: { ...cel, description: 'CEL, true or false. The first route that holds is taken; the last may stand without.' },
    agency: { ...key, description: 'A code of reference/agencies.yaml. Absent: the agency of the procedure.' },
    timeLimit: { ...timeLimit, description: 'Absent: the time limit of the procedure.' },
    why: bilingual('The reason that is recorded and shown.'),
    legalBasis,
  },
};

const procedure = {
  type: 'object',
  required: ['title', 'agency', 'payload', 'contract', 'results', 'timeLimit', 'acknowledgeWithin', 'onRefusal', 'legalBasis'],
  additionalProperties: false,
  properties: {
    title: bilingual('What people see.'),
    agency: { ...key, description: 'A code of reference/agencies.yaml.' },
    gate: { type: 'boolean', description: 'true at the one procedure without whose success nothing else arises.' },
    needs: { type: 'array', items: need, description: 'What has to happen first. Absent: it starts at once.' },
    condition: { ...cel, description: 'CEL, true or false: whether the procedure arises at all. Absent: always.' },
    formParts: { type: 'array', items: { type: 'string' }, description: 'Parts of the form that must be filled in if it is chosen.' },
    choices: {
      type: 'object',
      description: 'Values that follow an order of precedence; the choice is recorded with its reason.',
      propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
      additionalProperties: { type: 'array', minItems: 1, items: option },
    },
    payload: {
      type: 'object',
      description: 'What the agency is given: a CEL expression for each field. It sees form, results, outcomes, choices and dossier.',
      additionalProperties: cel,
    },
    contract: { ...schemaPath, description: 'JSON Schema of the payload, from the workflows directory.' },
    results: {
      type: 'object',
      description: 'What the agency gives back.',
      required: ['schema'],
      additionalProperties: false,
      properties: {
        schema: { ...schemaPath, description: 'JSON Schema of the result, from the workflows directory.' },
        late: { type: 'array', items: { type: 'string' }, description: 'Fields that may come after the procedure is completed.' },
      },
    },
    timeLimit,
    routes: {
      type: 'array',
      minItems: 1,
      items: route,
      description: 'Where the facts decide who carries it out. If no route holds, the procedure does not arise.',
    },
    acknowledgeWithin: {
      type: 'string',
      pattern: '^P(?=\\d|T\\d)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
      description: 'How long the agency may take to acknowledge before a person looks: ISO 8601, e.g. PT4H.',
    },
    onRefusal: { enum: ['end-bundle', 'continue'], description: 'What a refusal means for the rest.' },
    legalBasis,
  },
};

export const BUNDLE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A bundle of linked procedures, in one version',
  type: 'object',
  required: ['bundle', 'effective', 'title', 'codes', 'legalBasis', 'form', 'supplementWithin', 'subsets', 'procedures'],
  additionalProperties: false,
  properties: {
    bundle: { ...key, description: 'The bundle’s code; all its versions share it.' },
    effective: {
      type: 'object',
      description: 'Dossiers received from this day on are bound to this version, to their end.',
      required: ['from'],
      additionalProperties: false,
      properties: {
        from: { type: 'string', format: 'date', description: 'First day, yyyy-MM-dd.' },
        until: { type: 'string', format: 'date', description: 'The day after the last, yyyy-MM-dd. Absent: still in force.' },
      },
    },
    title: bilingual('What people see.'),
    codes: { type: 'array', items: { type: 'string' }, description: 'Codes in the national database of procedures.' },
    legalBasis,
    form: { ...schemaPath, description: 'JSON Schema of the citizen’s form, from the workflows directory.' },
    timeLimit: bundleTimeLimit,
    supplementWithin: {
      type: 'object',
      description: 'How long the applicant has for a supplement; afterwards the law refuses what lacks it.',
      required: ['workingDays'],
      additionalProperties: false,
      properties: { workingDays: { type: 'integer', minimum: 1, maximum: 250 } },
    },
    duplicates: {
      type: 'object',
      description: 'What makes two dossiers the same matter, by name. An officer decides on those that have one of these in common.',
      propertyNames: key,
      additionalProperties: duplicate,
    },
    subsets: {
      type: 'array',
      minItems: 1,
      description: 'Which procedures may be filed together.',
      items: { type: 'array', minItems: 1, uniqueItems: true, items: key },
    },
    procedures: {
      type: 'object',
      description: 'In this order they are started when several are ready.',
      minProperties: 1,
      propertyNames: key,
      additionalProperties: procedure,
    },
  },
} as const;

export const AGENCIES_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The agencies that take part',
  type: 'object',
  required: ['agencies'],
  additionalProperties: false,
  properties: {
    agencies: {
      type: 'object',
      minProperties: 1,
      propertyNames: key,
      additionalProperties: {
        type: 'object',
        required: ['title', 'kind'],
        additionalProperties: false,
        properties: {
          title: bilingual('What people see.'),
          kind: { ...key, description: 'What sort of authority it is, e.g. police.' },
        },
      },
    },
  },
} as const;

const day = { type: 'string', format: 'date' } as const;
const officeCode = { type: 'string', pattern: '^\\d{5}$' } as const;

const officer = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 100, description: 'Family name first, with all marks.' },
    title: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description: 'Stands above the signature. Absent: the role that the form asks for.',
    },
  },
} as const;

export const OFFICES_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The communes whose one-stops are served',
  type: 'object',
  required: ['offices'],
  additionalProperties: false,
  properties: {
    offices: {
      type: 'object',
      description: 'By the code of the commune: five digits, in quotes.',
      minProperties: 1,
      propertyNames: officeCode,
      additionalProperties: {
        type: 'object',
        required: ['name', 'province', 'from'],
        dependentRequired: { until: ['successor'], successor: ['until'] },
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 100, description: 'What people see, in Vietnamese.' },
          province: { type: 'string', pattern: '^\\d{2}$', description: 'Code of the province: two digits, in quotes.' },
          from: { ...day, description: 'The first day on which it serves.' },
          until: { ...day, description: 'The first day on which it does not serve any more.' },
          successor: { ...officeCode, description: 'Code of the commune that took over.' },
          address: { type: 'string', minLength: 1, maxLength: 200, description: 'Where citizens find the one-stop, as forms print it.' },
          phone: { type: 'string', minLength: 1, maxLength: 60 },
          officers: {
            type: 'object',
            description:
              'Who stands on official forms, by the id under which he acts. Whoever leaves stays in the list: forms are printed from it anew.',
            propertyNames: { pattern: '^[\\w.@:+-]{1,100}$' },
            additionalProperties: officer,
          },
        },
      },
    },
  },
} as const;
