import type { Clock } from '@lienthong/calendar';
import type { StatusReceiver, SyncTarget } from '@lienthong/status-sync';
import { Agent } from 'undici';
import type { AgencyEndpoint } from './create-gateways';
import { AgencyClient, type SigningKey } from './http';
import { LinkedChannelClient } from './linked-channel';
import { PortalClient } from './portal';

const CLIENTS: Readonly<Record<SyncTarget, new (client: AgencyClient) => StatusReceiver>> = {
  portal: PortalClient,
  channel: LinkedChannelClient,
};

/** Those who are told statuses, over HTTP, as far as they have an endpoint. Neither sends anything to us. */
export function createStatusReceivers(
  endpoints: ReadonlyMap<SyncTarget, AgencyEndpoint>,
  { signing, clock }: { readonly signing: SigningKey; readonly clock: Clock },
): readonly StatusReceiver[] {
  const dispatcher = new Agent();
  return [...endpoints].map(([target, { url, callTimeoutMs }]) => {
    return new CLIENTS[target](new AgencyClient({ url, callTimeoutMs, signing, clock, dispatcher }));
  });
}
