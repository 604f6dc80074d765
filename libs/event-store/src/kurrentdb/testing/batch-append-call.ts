import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { AllStreamPosition, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ExpectedRevision } from '../../event-store';
import { type Node, objection } from './node';
import { toWire } from './wire-position';
import { type Answer, write } from './write-call';

/** `Streams/BatchAppend`: many appends on one call, each in parts, each answered under its correlation id. */
export function batchAppendCall(node: Node): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> {
  return (call) => {
    const objected = objection(node, call.metadata);
    if (objected) return void call.emit('error', Object.assign(new Error('refused'), objected));
    const parts = new Map<string, BatchAppendReq[]>();
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? '';
      parts.set(id, [...(parts.get(id) ?? []), request]);
      if (!request.getIsFinal()) return;
      void answer(parts.get(id) ?? []);
      parts.delete(id);
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());

    async function answer(requests: readonly BatchAppendReq[]): Promise<void> {
      const options = requests[0]?.getOptions();
      const identifier = options?.getStreamIdentifier();
      const stream = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();
      const proposed = requests.flatMap((request) => request.getProposedMessagesList());
      const written = await write(node, 'batch-append', stream, proposed, options ? expectedIn(options) : 'any');
      if (!written) return;
      const response = responseTo(written).setCorrelationId(requests[0]?.getCorrelationId()).setStreamIdentifier(identifier);
      call.write(response);
    }
  };
}

function responseTo(written: NonNullable<Answer>): BatchAppendResp {
  switch (written.kind) {
    case 'stored': {
      const position = new AllStreamPosition().setCommitPosition(toWire(written.last.position));
      position.setPreparePosition(toWire(written.last.position));
      const success = new BatchAppendResp.Success().setCurrentRevision(String(written.last.revision)).setPosition(position);
      return new BatchAppendResp().setSuccess(success);
    }
    case 'conflict': {
      const conflict = new WrongExpectedVersion();
      if (written.actual >= 0) conflict.setCurrentStreamRevision(String(written.actual));
      const details = new Any();
      details.pack(conflict.serializeBinary(), 'event_store.client.WrongExpectedVersion');
      return new BatchAppendResp().setError(new Status().setMessage('wrong expected version').setDetails(details));
    }
    case 'refused':
      return new BatchAppendResp().setError(new Status().setMessage(written.error.details ?? '').setDetails(new Any()));
  }
}

function expectedIn(options: BatchAppendReq.Options): ExpectedRevision {
  if (options.hasNoStream()) return 'none';
  if (options.hasStreamExists()) return 'exists';
  return options.hasStreamPosition() ? Number(options.getStreamPosition()) : 'any';
}
