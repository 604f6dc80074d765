import { describeApi, DOSSIER_SCHEMAS } from '@lienthong/dossier';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { isProblemCode, PROBLEMS, type ProblemCode } from './problems';
import { ENGINE_SCHEMAS } from './schemas';
import { API_VERSION } from './version.controller';

const { ref } = describeApi;

/** What may be wrong with a request to any route, and with any body. */
const WITH_EVERY_REQUEST: readonly ProblemCode[] = ['request-invalid', 'malformed-http', 'not-acceptable', 'unexpected'];
const WITH_EVERY_BODY: readonly ProblemCode[] = ['not-json', 'too-deep', 'too-large', 'media-type-unsupported'];

interface Operation {
  'x-problems'?: readonly string[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  security?: unknown;
}

/** The description of the API: what the controllers say, their schemas, and every problem that each route can answer with. */
export function describe(app: NestFastifyApplication): OpenAPIObject {
  const description = 'One form, one dossier through all agencies, every step an event. Says who asks in the header Lienthong-Actor.';
  const config = new DocumentBuilder()
    .setTitle('Lienthong')
    .setDescription(description)
    .setVersion(API_VERSION)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'Lienthong-Actor', description: 'kind=officer; id=tran.thi.b; office=26734' }, 'actor')
    .addSecurityRequirements('actor')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const schemas = { ...document.components?.schemas, ...DOSSIER_SCHEMAS, ...ENGINE_SCHEMAS };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) addProblems(operation);
  }
  return { ...document, components: { ...document.components, schemas } };
}

function addProblems(operation: Operation): void {
  const { 'x-problems': own = [], requestBody, responses } = operation;
  const codes = [...WITH_EVERY_REQUEST, ...(requestBody === undefined ? [] : WITH_EVERY_BODY), ...own].map(known);
  // Who asks has to be said only where it is asked for.
  if (!codes.includes('actor-required')) operation.security = [];
  for (const status of new Set(codes.map((code) => PROBLEMS[code].status))) {
    const ofStatus = codes.filter((code) => PROBLEMS[code].status === status);
    responses[status] ??= {
      description: ofStatus.map((code) => `${code}: ${PROBLEMS[code].title.en}`).join('\n\n'),
      content: {
        'application/problem+json': {
          schema: { allOf: [ref('Problem'), { type: 'object', properties: { code: { type: 'string', enum: ofStatus } } }] },
        },
      },
    };
  }
  delete operation['x-problems'];
}

function known(code: string): ProblemCode {
  if (!isProblemCode(code)) throw new Error(`no text for the problem ${code}`);
  return code;
}
