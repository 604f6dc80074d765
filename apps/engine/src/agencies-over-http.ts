import { createGateways, ensureKeyPair, readPrivateKey, readPublicKey, type GatewaysConfig } from '@lienthong/agencies';
import type { AgencyCode, Workflows } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import type { AgencyGateway } from '@lienthong/handoff';
import { ConfigError, type EngineConfig } from './config';

export type Gateways = ReadonlyMap<AgencyCode, AgencyGateway>;

type Installation = EngineConfig['installation'];
type Exchange = EngineConfig['exchange'];

/** How an engine reaches the agencies. */
export type GatewaysOf = (installation: Installation, exchange: Exchange, clock: Timekeeper) => Gateways;

/** By their own systems over HTTP. @throws ConfigError an agency or its key is missing */
export const agenciesOverHttp: GatewaysOf = (installation, exchange, clock) =>
  createGateways(gatewaysConfig(installation, exchange, clock));

/** Every agency of every definition must be reachable, or its handoffs would wait for ever. @throws ConfigError */
export function checkExchange({ bundles }: Workflows, exchange: Exchange): void {
  const named = bundles.flatMap(({ procedures }) =>
    procedures.flatMap(({ agency, routes }) => [agency, ...routes.map((route) => route.agency)]),
  );
  const missing = new Set(named.filter((agency) => !exchange.has(agency)));
  if (missing.size > 0) throw new ConfigError([`the exchange with ${[...missing].join(', ')} is not configured (LIENTHONG_EXCHANGE_FILE)`]);
}

/** In development all key pairs lie in one folder and are made there; elsewhere the folder holds ours and the agencies' public ones. */
function gatewaysConfig(installation: Installation, exchange: Exchange, clock: Timekeeper): GatewaysConfig {
  const { signingKeysDir: dir, developmentMasterKey: development } = installation;
  if (development) for (const name of ['engine', ...agencyKeys(exchange)]) ensureKeyPair(dir, name);
  const endpoint = (code: string) => {
    const agency = exchange.get(code as AgencyCode);
    if (!agency) throw new ConfigError([`the exchange with ${code} is not configured (LIENTHONG_EXCHANGE_FILE)`]);
    return agency;
  };
  const signing = (code: string) => {
    const { key, ...agency } = endpoint(code);
    if (key === undefined) throw new ConfigError([`the exchange with ${code} names no key, but ${code} signs what it sends`]);
    return { ...agency, keyId: key, publicKey: readPublicKey(dir, key) };
  };
  return {
    signing: readPrivateKey(dir, 'engine'),
    clock,
    agencies: {
      justice: endpoint('justice'),
      police: signing('police'),
      'social-insurance': signing('social-insurance'),
      'commune-affairs': signing('commune-affairs'),
      'home-affairs': signing('home-affairs'),
    },
  };
}

const agencyKeys = (exchange: Exchange): string[] => [...exchange.values()].flatMap(({ key }) => key ?? []);
