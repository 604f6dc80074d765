import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ConsoleLogger, ValidationPipe } from '@nestjs/common';
import type { Engine } from './engine';
import { EngineModule } from './engine.module';
import { ProblemFilter } from './http/problem.filter';
import { RequestInvalid } from './http/request-invalid';
import { API_VERSION } from './http/version.controller';

const BODY_LIMIT = 512 * 1024;

class BodyRefused extends Error {
  constructor(readonly code: 'not-json' | 'media-type-unsupported') {
    super(code);
  }
}

/** Leaves out what Nest says of a port in use: the program says it in one line of its own. */
class ApiLogger extends ConsoleLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    if (!String(message).includes('EADDRINUSE')) super.error(message, ...rest);
  }
}

/** The text, or nothing if the bytes are not UTF-8: a name must not be stored with its marks lost. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The HTTP side of an engine, ready to listen. */
export async function createServer(engine: Engine): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  const fastify = adapter.getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  // Agencies' messages are kept as the bytes that came, and judged by their adapters, also when they are not JSON.
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (request.url.startsWith('/agencies/')) return done(null, body);
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return done(new BodyRefused('media-type-unsupported'));
    const text = utf8(body);
    if (text === undefined) return done(new BodyRefused('not-json'));
    return parseJson(request, text, (error, value) => done(error && new BodyRefused('not-json'), value));
  });
  const app = await NestFactory.create<NestFastifyApplication>(EngineModule.of(engine), adapter, {
    bodyParser: false,
    logger: new ApiLogger({ logLevels: ['warn', 'error', 'fatal'] }),
  });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => RequestInvalid.from(errors),
    }),
  );
  app.useGlobalFilters(new ProblemFilter());
  const description = 'One form, one dossier through all agencies, every step an event. Says who asks in the header Lienthong-Actor.';
  const document = new DocumentBuilder()
    .setTitle('Lienthong')
    .setDescription(description)
    .setVersion(API_VERSION)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'Lienthong-Actor', description: 'kind=officer; id=tran.thi.b; office=26734' }, 'actor')
    .addSecurityRequirements('actor')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, document));
  return app;
}
