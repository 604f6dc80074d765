import { status, type ServiceError } from '@grpc/grpc-js';
import type { ExpectedRevision, NewEvent } from '../../event-store';
import type { Appended } from './facade-log';
import { type CallName } from './faults';
import { type Node, refusal } from './node';

/** An event as a client proposes it, on either way of appending. */
export interface Proposed {
  getId(): { getString(): string } | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** What the caller hears; nothing when its connection is gone. */
export type Answer = Appended | { readonly kind: 'refused'; readonly error: Partial<ServiceError> } | undefined;

/** Writes what was proposed, or lets it go wrong. */
export async function write(
  node: Node,
  call: CallName,
  stream: string,
  proposed: readonly Proposed[],
  expected: ExpectedRevision,
): Promise<Answer> {
  node.calls.set(call, (node.calls.get(call) ?? 0) + 1);
  const fault = node.faults.take(call);
  if (fault?.kind === 'refused') return { kind: 'refused', error: refusal(fault.code, fault.details ?? 'a fault of the façade') };
  if (fault?.kind === 'conflict') return { kind: 'conflict', actual: 4711 };
  if (fault?.kind === 'cut-before') return void node.wire.cut();
  if (fault?.kind === 'held') await fault.until;
  const answer = writeNow(node, stream, proposed, expected);
  if (fault?.kind === 'cut-after') return void node.wire.cut();
  if (fault?.kind === 'done-but') return { kind: 'refused', error: refusal(fault.code, fault.details ?? 'a fault of the façade') };
  return answer;
}

function writeNow(node: Node, stream: string, proposed: readonly Proposed[], expected: ExpectedRevision): Answer {
  const events = proposed.map((each): NewEvent => {
    const names = each.getMetadataMap();
    const id = each.getId()?.getString() ?? '';
    node.log.contentTypes.set(id, names.get('content-type') ?? '');
    return { id, type: names.get('type') ?? '', data: each.getData_asU8(), metadata: each.getCustomMetadata_asU8() };
  });
  if (events.some(({ id, type }) => /^[0-]*$/.test(id) || type === '')) {
    return { kind: 'refused', error: refusal(status.UNKNOWN, 'Exception was thrown by handler.') };
  }
  const size = events.reduce((sum, { type, data, metadata }) => sum + data.length + metadata.length + 2 * type.length, 0);
  if (size > node.maxAppendSize) {
    const trailers = { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(node.maxAppendSize) };
    return { kind: 'refused', error: refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${node.maxAppendSize} Exceeded.`, trailers) };
  }
  return node.log.append(stream, events, expected);
}
