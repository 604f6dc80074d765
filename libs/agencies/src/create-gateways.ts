import type { KeyObject } from 'node:crypto';
import type { AgencyCode } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import type { AgencyGateway } from '@lienthong/handoff';
import { Agent } from 'undici';
import { FuneralGateway, type FuneralAuthority } from './funeral';
import { AgencyClient, type SigningKey } from './http';
import { JusticeGateway } from './justice';
import { PoliceGateway } from './police';
import { SocialInsuranceGateway } from './social-insurance';

/** One agency's system as it is reached. */
export interface AgencyEndpoint {
  readonly url: string;
  /** For one call, from connecting to the last byte; milliseconds. */
  readonly callTimeoutMs: number;
}

/** An agency that sends us messages, and the key with which it signs them. */
export interface SigningAgency extends AgencyEndpoint {
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

export interface GatewaysConfig {
  /** With what we sign our requests; the agencies know its public half by its id. */
  readonly signing: SigningKey;
  readonly clock: Clock;
  readonly agencies: {
    /** Justice sends nothing by itself, so it needs no key. */
    readonly justice: AgencyEndpoint;
    readonly police: SigningAgency;
    readonly 'social-insurance': SigningAgency;
    readonly 'commune-affairs': SigningAgency;
    readonly 'home-affairs': SigningAgency;
  };
}

/** All gateways by agency. They share one pool of connections; idle ones do not keep the program alive. */
export function createGateways({ signing, clock, agencies }: GatewaysConfig): ReadonlyMap<AgencyCode, AgencyGateway> {
  const dispatcher = new Agent();
  const client = ({ url, callTimeoutMs }: AgencyEndpoint) => new AgencyClient({ url, callTimeoutMs, signing, clock, dispatcher });
  const keys = ({ keyId, publicKey }: SigningAgency) => new Map([[keyId, publicKey]]);
  const funeral = (authority: FuneralAuthority) => new FuneralGateway(authority, client(agencies[authority]), keys(agencies[authority]));
  const gateways: AgencyGateway[] = [
    new JusticeGateway(client(agencies.justice)),
    new PoliceGateway(client(agencies.police), keys(agencies.police)),
    new SocialInsuranceGateway(client(agencies['social-insurance']), keys(agencies['social-insurance'])),
    funeral('commune-affairs'),
    funeral('home-affairs'),
  ];
  return new Map(gateways.map((gateway) => [gateway.agency, gateway]));
}
