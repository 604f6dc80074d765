import 'reflect-metadata';
import { systemTimekeeper } from '@lienthong/calendar';
import { ConfigError, configFrom } from './config';
import { Engine } from './engine';
import { engineLog } from './engine-log';
import { spareMemory } from './process-memory';
import { createServer } from './server';
import { openQueueBoard } from './open-queue-board';
import { shownRoles } from './roles';
import { shownServers } from './servers-config';

/**
 * Starts the engine. Tells a parent process over IPC where it listens, and ends with it. Exit codes: 0 stopped as asked,
 * 1 a surprise, 2 it cannot start as things stand (the line before says why and what to do).
 */
async function main(): Promise<void> {
  // The parent may be gone before we are ready: then there is nothing to start for.
  let stop = (): void => process.exit(0);
  process.on('disconnect', () => stop());

  const config = configFrom(process.env);
  const log = engineLog(config.logFormat, config.logLevel, systemTimekeeper);
  const engine = await Engine.open(config, systemTimekeeper, log);
  engine.metrics.withProcess();
  const server = await createServer(engine, log);
  await server.listen(config.port, config.host).catch(async (error: unknown) => {
    await engine.close();
    throw portMessage(error, config.port);
  });
  const board = await openQueueBoard(config).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  const url = (await server.getUrl()).replace('[::1]', 'localhost');
  engine.start(config.publicUrl ?? url);

  let stopping: Promise<void> | undefined;
  stop = () => {
    stopping ??= server
      .close()
      .then(() => board?.close())
      .then(() => engine.close())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  process.send?.({ ready: true, url });
  const does = config.roles.has('web') ? `API at ${url}, description at ${url}/docs` : `health and metrics at ${url}`;
  log.info(`${does}${shownRoles(config.roles)}, data in ${config.installation.dataDir}${shownServers(config.servers)}`);
  if (board) log.info(`the lines of all agencies at ${board.url}`);
}

function portMessage(error: unknown, port: number): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error;
  return new ConfigError([`LIENTHONG_PORT=${port}: another program listens there; stop it, or choose another port`]);
}

/** What is expected has a code and says what to do; of a surprise, all is told. */
function fail(error: unknown): never {
  const expected = error instanceof Error && 'code' in error && !String(error.code).startsWith('ERR_');
  console.error(`engine: ${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(expected ? 2 : 1);
}

spareMemory();
main().catch(fail);
