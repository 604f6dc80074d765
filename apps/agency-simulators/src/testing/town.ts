import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AgencyClient, createGateways } from '@lienthong/agencies';
import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyGateway, AgencyReport, InboundRequest } from '@lienthong/handoff';
import { Agent } from 'undici';
import type { FaultSpec } from '../fault-kinds';
import { createSimulators, type SigningAgencyName, type Simulators } from '../simulators';
import { ManualScheduler } from './manual-scheduler';

export type AgencyName = 'justice' | SigningAgencyName;

/** The real simulators and the real gateways over HTTP on loopback, with time in the test's hands. */
export interface TestTown {
  readonly url: string;
  readonly time: ManualScheduler;
  readonly simulators: Simulators;
  /** Messages that came to the callback URL, as they came. */
  readonly inbox: readonly InboundRequest[];
  readonly callbackUrl: string;
  /** @param callTimeoutMs until a silent agency is given up; long, unless silence is expected */
  gateway(agency: AgencyName, callTimeoutMs?: number): AgencyGateway;
  /** The engine's signed calls, for what no gateway would send. */
  client(): AgencyClient;
  /** Switches faults on at an agency, or one of those who are told statuses, over the admin API. */
  fault(agency: AgencyName | 'portal' | 'linked-channel', ...faults: FaultSpec[]): Promise<void>;
  /** What the callback URL answers from now on, e.g. 503; 204 at first. */
  answerCallbacksWith(status: number): void;
  /** Lets everything happen that is to happen: timers in their order, and each callback's way over HTTP. */
  settle(): Promise<void>;
  /** Reads the inbox through an agency's gateway. */
  reports(agency: AgencyName): Promise<AgencyReport[]>;
  close(): Promise<void>;
}

/** So long that a busy machine is not taken for a silent agency. */
const PATIENCE_MS = 60_000;

export async function startTown(): Promise<TestTown> {
  const [engine, nobody] = [keyPair(), keyPair()];
  const signing = { police: keyPair(), 'social-insurance': keyPair(), 'commune-affairs': keyPair(), 'home-affairs': keyPair() };
  const keyOf = (agency: SigningAgencyName) => ({ keyId: agency, privateKey: signing[agency].privateKey });
  const time = new ManualScheduler();
  const simulators = createSimulators({
    seed: 'test',
    paceMs: 400,
    engineKeys: new Map([['engine', engine.publicKey]]),
    keys: {
      police: keyOf('police'),
      'social-insurance': keyOf('social-insurance'),
      'commune-affairs': keyOf('commune-affairs'),
      'home-affairs': keyOf('home-affairs'),
    },
    wrongKey: { keyId: 'nobody', privateKey: nobody.privateKey },
    scheduler: time,
  });
  const url = await simulators.app.listen({ host: '127.0.0.1', port: 0 });
  const inbox: InboundRequest[] = [];
  let status = 204;
  const receiver = await receive(inbox, () => status);
  const gatewaysOf = (callTimeoutMs: number): ReturnType<typeof createGateways> => {
    const known = (agency: SigningAgencyName) => ({ url, callTimeoutMs, keyId: agency, publicKey: signing[agency].publicKey });
    return createGateways({
      signing: { keyId: 'engine', privateKey: engine.privateKey },
      clock: time.clock,
      agencies: {
        justice: { url, callTimeoutMs },
        police: known('police'),
        'social-insurance': known('social-insurance'),
        'commune-affairs': known('commune-affairs'),
        'home-affairs': known('home-affairs'),
      },
    });
  };
  const patient = gatewaysOf(PATIENCE_MS);
  const gateway = (agency: AgencyName, callTimeoutMs?: number): AgencyGateway => {
    const gateways = callTimeoutMs === undefined ? patient : gatewaysOf(callTimeoutMs);
    const one = gateways.get(agency as AgencyCode);
    if (!one) throw new Error(`no gateway for ${agency}`);
    return one;
  };

  return {
    url,
    time,
    simulators,
    inbox,
    callbackUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/agencies/messages`,
    gateway,
    client: () =>
      new AgencyClient({
        url,
        callTimeoutMs: PATIENCE_MS,
        signing: { keyId: 'engine', privateKey: engine.privateKey },
        clock: time.clock,
        dispatcher: new Agent(),
      }),
    async fault(agency, ...faults) {
      const body = JSON.stringify(faults);
      const answer = await fetch(`${url}/admin/${agency}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
    answerCallbacksWith(next) {
      status = next;
    },
    async settle() {
      do {
        await Promise.all(simulators.agencies.flatMap(({ callbacks }) => (callbacks ? [callbacks.idle()] : [])));
      } while (time.next());
    },
    async reports(agency) {
      const messages = await Promise.all(inbox.map((message) => gateway(agency).readMessage(message)));
      return messages.flatMap(({ reports }) => reports);
    },
    async close() {
      await simulators.close();
      receiver.closeAllConnections();
      await new Promise((done) => receiver.close(done));
    },
  };
}

const keyPair = () => generateKeyPairSync('ed25519');

/** A server that keeps all it gets. */
async function receive(inbox: InboundRequest[], status: () => number): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      inbox.push({
        method: request.method ?? '',
        url: `http://${request.headers.host ?? ''}${request.url ?? ''}`,
        headers: request.headers as Record<string, string | string[]>,
        body: Uint8Array.from(Buffer.concat(chunks)),
      });
      response.writeHead(status()).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}
