import type { handleClientStreamingCall } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ExpectedRevision } from '../../event-store';
import { type Node, objection } from './node';
import { toWire } from './wire-position';
import { write } from './write-call';

/** `Streams/Append`: options first, then the events one by one. What breaks off on the way was never there. */
export function appendCall(node: Node): handleClientStreamingCall<AppendReq, AppendResp> {
  return (call, callback) => {
    const requests: AppendReq[] = [];
    const objected = objection(node, call.metadata);
    if (objected) return callback(objected);
    call.on('data', (request: AppendReq) => requests.push(request));
    call.on('error', () => undefined);
    // A lost connection ends the messages, too, and is known as lost only a moment later.
    call.on('end', () => setImmediate(() => void answer()));

    async function answer(): Promise<void> {
      if (call.cancelled) return;
      const options = requests[0]?.getOptions();
      const proposed = requests.flatMap((request) => request.getProposedMessage() ?? []);
      const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
      const expected = options ? expectedIn(options) : 'any';
      const written = await write(node, 'append', stream, proposed, expected);
      if (!written) return;
      if (written.kind === 'refused') return callback(written.error);
      const response = new AppendResp();
      if (written.kind === 'stored') {
        const position = new AppendResp.Position();
        position.setCommitPosition(toWire(written.last.position)).setPreparePosition(toWire(written.last.position));
        response.setSuccess(new AppendResp.Success().setCurrentRevision(String(written.last.revision)).setPosition(position));
      } else {
        const conflict = new AppendResp.WrongExpectedVersion();
        if (written.actual < 0) conflict.setCurrentNoStream(new Empty());
        else conflict.setCurrentRevision(String(written.actual));
        if (expected === 'none') conflict.setExpectedNoStream(new Empty());
        else if (typeof expected === 'number') conflict.setExpectedRevision(String(expected));
        response.setWrongExpectedVersion(conflict);
      }
      callback(null, response);
    }
  };
}

function expectedIn(options: AppendReq.Options): ExpectedRevision {
  if (options.hasNoStream()) return 'none';
  if (options.hasStreamExists()) return 'exists';
  return options.hasRevision() ? Number(options.getRevision()) : 'any';
}
