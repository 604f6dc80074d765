import { type handleServerStreamingCall, type ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Position, StoredEvent, StreamName, SubscriptionItem } from '../../event-store';
import { readAll, readStream } from '../../paging/reading';
import { type Node, objection, refusal } from './node';
import { checkpointResponse, eventResponse, filterOf, notFoundResponse } from './read-messages';
import { atOrBehind, before } from './wire-position';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** `Streams/Read`: streams, all of the log, and subscriptions to all of it. */
export function readCall(node: Node): handleServerStreamingCall<ReadReq, ReadResp> {
  return (call) => {
    call.on('error', () => undefined);
    const options = call.request.getOptions() as ReadReq.Options;
    const subscription = options.hasSubscription();
    node.calls.set(subscription ? 'subscribe' : 'read', (node.calls.get(subscription ? 'subscribe' : 'read') ?? 0) + 1);
    const objected = objection(node, call.metadata);
    if (objected) return void call.emit('error', Object.assign(new Error('refused'), objected));
    void tell(node, call, subscription ? subscribed(node, call, options) : read(node, options), subscription ? 'subscribe' : 'read');
  };
}

/** Sends message by message, no faster than the reader takes them, until the fault that waits for this call. */
async function tell(node: Node, call: Call, messages: AsyncIterable<ReadResp>, name: 'read' | 'subscribe'): Promise<void> {
  const fault = node.faults.take(name);
  if (fault?.kind === 'refused') {
    return void call.emit('error', Object.assign(new Error('refused'), refusal(fault.code, fault.details ?? 'a fault of the façade')));
  }
  if (fault?.kind === 'held') await fault.until;
  let events = 0;
  for await (const message of messages) {
    if (call.cancelled || call.destroyed) return;
    if (!call.write(message)) await room(call);
    if (message.hasEvent()) events++;
    if (fault?.kind === 'cut-at' && events === fault.events) return void setImmediate(() => node.wire.cut());
    if (fault?.kind === 'end-at' && events === fault.events) break;
  }
  call.end();
}

/** Resolves when the reader takes more, or is gone. */
function room(call: Call): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      call.off('drain', go).off('close', go);
      resolve();
    };
    call.on('drain', go).on('close', go);
  });
}

async function* read({ log }: Node, options: ReadReq.Options): AsyncIterable<ReadResp> {
  const direction = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards';
  const limit = Number(options.getCount());
  const place = options.getStream();
  if (place) {
    const stream = Buffer.from(place.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString() as StreamName;
    if (log.pages.stream(stream).length === 0) return yield notFoundResponse(stream);
    const from = place.hasRevision() ? { from: Number(place.getRevision()) } : {};
    return yield* responses(readStream(log.pages, stream, { direction, limit, ...from }), log.contentTypes);
  }
  const commit = options.getAll()?.getPosition()?.getCommitPosition();
  if (commit === undefined) return yield* responses(readAll(log.pages, { direction, limit }), log.contentTypes);
  // Forwards the place is included, backwards it is not: so the server reads its file.
  const after = direction === 'forwards' ? before(commit) : atOrBehind(commit);
  yield* responses(readAll(log.pages, { direction, limit, ...(after && { after }) }), log.contentTypes);
}

async function* responses(events: AsyncIterable<StoredEvent>, contentTypes: ReadonlyMap<string, string>): AsyncIterable<ReadResp> {
  for await (const event of events) yield eventResponse(event, contentTypes);
}

/** A subscription tells what lies behind its place, and at its end that it has caught up: once, not after each piece of news. */
async function* subscribed(node: Node, call: Call, options: ReadReq.Options): AsyncIterable<ReadResp> {
  const abort = new AbortController();
  call.on('cancelled', () => abort.abort()).on('close', () => abort.abort());
  const { matcher, window } = filterOf(options);
  const after = placeOf(node, options);
  const items = node.log.subscriptions.subscribe({ signal: abort.signal, ...(after && { after }) });
  yield new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('facade'));
  let passedOver = 0;
  let caughtUp = false;
  for await (const item of items as AsyncIterable<SubscriptionItem>) {
    if (item.kind === 'live' && !caughtUp) {
      caughtUp = true;
      yield new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
    }
    if (item.kind !== 'event') continue;
    if (matcher(item.event)) yield eventResponse(item.event, node.log.contentTypes);
    else if (++passedOver % window === 0) yield checkpointResponse(item.event.position);
  }
}

function placeOf({ log }: Node, options: ReadReq.Options): Position | undefined {
  const all = options.getAll();
  if (all?.hasEnd()) return log.pages.page({ after: undefined, direction: 'backwards', matcher: undefined, limit: 1 }).seen;
  const commit = all?.getPosition()?.getCommitPosition();
  return commit === undefined ? undefined : atOrBehind(commit);
}
