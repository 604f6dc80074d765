import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { ValidationPipe, type LoggerService } from '@nestjs/common';
import type { Engine } from './engine';
import type { EngineLog } from './engine-log';
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

/** What Nest and the API have to say goes where the engine's own lines go. A port in use the program says in one line of its own. */
const apiLog = (log: EngineLog): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => log.warn(`api: ${String(message)}`),
  error: (message: unknown) => {
    if (!String(message).includes('EADDRINUSE')) log.error('api', message);
  },
  fatal: (message: unknown) => log.error('api', message),
});

/** The HTTP side of an engine, ready to listen. */
export async function createServer(engine: Engine, log: EngineLog): Promise<NestFastifyApplication> {
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
    logger: apiLog(log),
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
