import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq } from '@eventstore/db-client/generated/streams_pb';

/**
 * Begins to append two events, and is gone after the first one.
 * @param how `end`: as the system closes the connections of a process that was killed; `destroy`: as of one that closes them in haste
 */
export async function dieAmidAppend(port: number, stream: string, how: 'end' | 'destroy'): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const session = connectHttp2(`http://127.0.0.1:${port}`, { createConnection: () => socket });
  session.on('error', () => undefined);
  const request = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.streams.Streams/Append',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  request.on('error', () => undefined);
  for (const message of [optionsFor(stream), proposed()]) await new Promise((resolve) => request.write(framed(message), resolve));
  socket[how]();
  await once(socket, 'close');
}

function optionsFor(stream: string): AppendReq {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return new AppendReq().setOptions(new AppendReq.Options().setStreamIdentifier(identifier).setNoStream(new Empty()));
}

function proposed(): AppendReq {
  const id = new UUID();
  id.setString(randomUUID());
  const event = new AppendReq.ProposedMessage().setId(id).setData(Buffer.from('{}')).setCustomMetadata(Buffer.from('{}'));
  event.getMetadataMap().set('type', 'First').set('content-type', 'application/json');
  return new AppendReq().setProposedMessage(event);
}

/** As gRPC frames a message: not compressed, its length, its bytes. */
function framed(message: AppendReq): Buffer {
  const bytes = message.serializeBinary();
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
