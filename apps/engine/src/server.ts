import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { ConsoleLogger, ValidationPipe } from '@nestjs/common';
import type { Engine } from './engine';
import { EngineModule } from './engine.module';
import { answerClientError, answerUnroutable } from './http/edge/client-error';
import { readAttachments } from './http/edge/attachment-body';
import { readBodies } from './http/edge/json-body';
import { measureRequests } from './http/edge/measure-requests';
import { KnownRoutes } from './http/edge/known-routes';
import { traceRequests } from './http/edge/trace-requests';
import { addSafeHeaders } from './http/edge/safe-headers';
import { WellFormedRequest } from './http/edge/well-formed-request';
import { describe } from './http/openapi';
import { ProblemFilter } from './http/problem.filter';
import { RequestInvalid } from './http/request-invalid';

const BODY_LIMIT = 512 * 1024;
/** From the first byte to the last. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Leaves out what Nest says of a port in use: the program says it in one line of its own. */
class ApiLogger extends ConsoleLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    if (!String(message).includes('EADDRINUSE')) super.error(message, ...rest);
  }
}

/** The HTTP side of an engine, ready to listen. */
export async function createServer(engine: Engine): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnroutable,
  });
  const fastify = adapter.getInstance();
  const routes = KnownRoutes.of(fastify);
  addSafeHeaders(fastify);
  measureRequests(fastify, engine.metrics);
  if (engine.traces) traceRequests(fastify, engine.traces);
  readBodies(fastify);
  readAttachments(fastify);
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
  app.useGlobalGuards(new WellFormedRequest());
  app.useGlobalFilters(new ProblemFilter(routes));
  SwaggerModule.setup('docs', app, () => describe(app));
  return app;
}
