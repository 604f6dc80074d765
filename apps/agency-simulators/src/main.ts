import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ensureKeyPair } from '@lienthong/agencies';
import { readConfig } from './config';
import { createSimulators, SIGNING_AGENCIES, type SigningAgencyName } from './simulators';

const HOST = '127.0.0.1';

/** Runs the simulators until a signal, or until the program that spawned them with an IPC channel is gone. */
async function main(): Promise<void> {
  const { port, seed, keysDir, paceMs } = readConfig(process.env);
  const simulators = createSimulators({
    seed,
    paceMs,
    engineKeys: new Map([['engine', ensureKeyPair(keysDir, 'engine').publicKey]]),
    keys: Object.fromEntries(SIGNING_AGENCIES.map((agency) => [agency, ensureKeyPair(keysDir, agency)])) as Record<
      SigningAgencyName,
      ReturnType<typeof ensureKeyPair>
    >,
    wrongKey: { keyId: 'nobody', privateKey: generateKeyPairSync('ed25519').privateKey },
  });

  const stop = () => void simulators.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);

  await simulators.app.listen({ host: HOST, port });
  const listening = (simulators.app.server.address() as AddressInfo).port;
  if (process.send) process.send({ ready: true, port: listening });
  else process.stdout.write(`agency simulators on http://${HOST}:${listening} (seed ${seed}, pace ${paceMs} ms)\n`);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = process.env['LIENTHONG_SIMULATORS_PORT'] || '3100';
  const inUse = `port ${port} on ${HOST} is in use; set LIENTHONG_SIMULATORS_PORT to another, or to 0 for any`;
  process.stderr.write(`agency simulators: ${code === 'EADDRINUSE' ? inUse : message}\n`);
  process.exit(1);
});
