const duration = { type: 'string', pattern: '^(\\d+(ms|s|m|h))+$' };
const words = { type: 'array', items: { type: 'string' } };
const names = { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^[a-zA-Z0-9._-]+$' } };
// A number or a truth value without quotes is another thing to YAML 1.1 than to 1.2, and some programs still read the former.
const texts = { type: 'object', additionalProperties: { type: 'string' } };

const healthcheck = {
  type: 'object',
  required: ['test'],
  additionalProperties: false,
  properties: {
    test: { ...words, minItems: 2, contains: { enum: ['CMD', 'CMD-SHELL'] } },
    interval: duration,
    timeout: duration,
    start_period: duration,
    retries: { type: 'integer', minimum: 1 },
  },
};

const service = {
  type: 'object',
  required: ['image'],
  additionalProperties: false,
  properties: {
    image: { type: 'string' },
    build: {
      type: 'object',
      required: ['context', 'dockerfile'],
      additionalProperties: false,
      properties: { context: { type: 'string' }, dockerfile: { type: 'string' } },
    },
    entrypoint: words,
    command: words,
    environment: texts,
    env_file: words,
    profiles: names,
    network_mode: { type: 'string', pattern: '^(host|none|service:.+)$' },
    networks: names,
    ports: { type: 'array', items: { type: 'string', pattern: '^[^:]+:\\d+:\\d+$' } },
    restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
    read_only: { type: 'boolean' },
    tmpfs: words,
    user: { type: 'string', pattern: '^\\w+(:\\w+)?$' },
    cap_drop: words,
    security_opt: words,
    stop_signal: { type: 'string', pattern: '^SIG[A-Z]+$' },
    stop_grace_period: duration,
    volumes: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^[^:]+:/[^:]+(:ro)?$' } },
    secrets: names,
    healthcheck,
    depends_on: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['condition'],
        additionalProperties: false,
        properties: { condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] } },
      },
    },
  },
};

/**
 * The part of the Compose Specification that our files use, in JSON Schema and stricter than there: one way to write each thing. What a file
 * says beyond it is a slip, or is to be added here by somebody who has looked it up.
 */
export const composeSchema = {
  type: 'object',
  required: ['name', 'services'],
  additionalProperties: false,
  patternProperties: { '^x-': {} },
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    services: { type: 'object', propertyNames: { pattern: '^[a-z0-9-]+$' }, additionalProperties: service },
    volumes: { type: 'object', additionalProperties: { type: 'null' } },
    networks: {
      type: 'object',
      additionalProperties: { type: ['object', 'null'], additionalProperties: false, properties: { internal: { type: 'boolean' } } },
    },
    secrets: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['file'], additionalProperties: false, properties: { file: { type: 'string' } } },
    },
  },
} as const;
