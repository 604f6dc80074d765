import type { Clock } from '@lienthong/calendar';
import type { StatusReceiver } from '@lienthong/status-sync';
import { Agent } from 'undici';
import type { AgencyEndpoint } from './create-gateways';
import { AgencyClient, type SigningKey } from './http';
import { LinkedChannelClient } from './linked-channel';
import { PortalClient } from './portal';

export interface StatusReceiversConfig {
  readonly signing: SigningKey;
  readonly clock: Clock;
  /** Absent: it is not told anything. */
  readonly portal?: AgencyEndpoint;
  readonly linkedChannel?: AgencyEndpoint;
}

/** Those who are told statuses, over HTTP. Neither sends anything to us. */
export function createStatusReceivers({ signing, clock, portal, linkedChannel }: StatusReceiversConfig): readonly StatusReceiver[] {
  const dispatcher = new Agent();
  const client = ({ url, callTimeoutMs }: AgencyEndpoint) => new AgencyClient({ url, callTimeoutMs, signing, clock, dispatcher });
  return [
    ...(portal ? [new PortalClient(client(portal))] : []),
    ...(linkedChannel ? [new LinkedChannelClient(client(linkedChannel))] : []),
  ];
}
