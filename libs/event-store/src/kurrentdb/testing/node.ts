import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { FacadeLog } from './facade-log';
import type { Faults } from './faults';
import type { Wire } from './wire';

/** What a node of the façade answers its calls with. */
export interface Node {
  readonly log: FacadeLog;
  readonly faults: Faults;
  readonly wire: Wire;
  /** How often each call was made. */
  readonly calls: Map<string, number>;
  /** Largest append in bytes, as the server counts them. */
  readonly maxAppendSize: number;
  /** `user:password` that calls have to bring along; undefined: everybody may. */
  readonly credentials: string | undefined;
  /** The port of the leader; undefined while there is none. */
  leader(): number | undefined;
}

export function refusal(code: number, details: string, trailers: Readonly<Record<string, string>> = {}): Partial<ServiceError> {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return { code, details, metadata };
}

/** What stands against a call before it is looked at: who calls, and that it wants the leader, which is somebody else. */
export function objection(node: Node, metadata: Metadata): Partial<ServiceError> | undefined {
  const wanted = node.credentials && `Basic ${Buffer.from(node.credentials).toString('base64')}`;
  if (wanted !== undefined && metadata.get('authorization')[0] !== wanted) {
    return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
  }
  const leader = node.leader();
  if (leader === undefined) return refusal(status.UNAVAILABLE, 'Server Is Not Ready');
  if (leader === node.wire.port || metadata.get('requires-leader')[0] !== 'true') return undefined;
  return refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(leader),
  });
}
