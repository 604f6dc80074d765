import { type KeyCertPair, Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { appendCall } from './append-call';
import { batchAppendCall } from './batch-append-call';
import { FacadeLog } from './facade-log';
import { Faults } from './faults';
import type { Node } from './node';
import { readCall } from './read-call';
import { Wire } from './wire';

export interface FacadeOptions {
  /** A certificate and its key; default: no TLS. */
  readonly certificate?: KeyCertPair;
  /** `user:password`; default: everybody may. */
  readonly credentials?: string;
  /** In bytes; default: 16 MiB. */
  readonly maxAppendSize?: number;
  /** How many nodes; default: one. All hold the same log at once. */
  readonly nodes?: number;
}

/**
 * A cluster of KurrentDB, as far as its client sees: the gRPC services of the client's own definitions over a log in memory, on free ports
 * of this machine. What can go wrong is switched on at a node. For tests only: nothing is durable, and nobody elects a leader.
 */
export class KurrentDbFacade {
  readonly log = new FacadeLog();
  readonly nodes: Node[] = [];
  readonly #servers: Server[] = [];
  #leader: number | undefined = 0;

  private constructor(private readonly options: FacadeOptions) {}

  static async start(options: FacadeOptions = {}): Promise<KurrentDbFacade> {
    const facade = new KurrentDbFacade(options);
    for (let at = 0; at < (options.nodes ?? 1); at++) await facade.startNode();
    return facade;
  }

  /** The only node, or the first. */
  get node(): Node {
    return this.nodes[0] as Node;
  }

  /** `host:port` of every node. */
  get hosts(): string {
    return this.nodes.map(({ wire }) => `127.0.0.1:${wire.port}`).join(',');
  }

  /** From now on another node leads, or none. */
  elect(node: number | undefined): void {
    this.#leader = node;
  }

  async stop(): Promise<void> {
    for (const { wire } of this.nodes) await wire.close();
    for (const server of this.#servers) server.forceShutdown();
  }

  private async startNode(): Promise<void> {
    const { certificate, credentials, maxAppendSize = 16 * 1024 * 1024 } = this.options;
    const server = new Server({ 'grpc.max_receive_message_length': -1 });
    const security = certificate ? ServerCredentials.createSsl(null, [certificate]) : ServerCredentials.createInsecure();
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', security, (error, bound) => (error ? reject(error) : resolve(bound))),
    );
    const node: Node = {
      log: this.log,
      faults: new Faults(),
      wire: await Wire.to(port),
      calls: new Map(),
      maxAppendSize,
      credentials,
      leader: () => (this.#leader === undefined ? undefined : this.nodes[this.#leader]?.wire.port),
    };
    server.addService(StreamsService, { read: readCall(node), append: appendCall(node), batchAppend: batchAppendCall(node) });
    server.addService(GossipService, { read: (_: unknown, answer: sendUnaryData<ClusterInfo>) => answer(null, this.gossip()) });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>) =>
        answer(null, features()),
    });
    this.#servers.push(server);
    this.nodes.push(node);
  }

  private gossip(): ClusterInfo {
    const { LEADER, FOLLOWER } = MemberInfo.VNodeState;
    const members = this.nodes.map(({ wire }, at) =>
      new MemberInfo()
        .setIsAlive(true)
        .setState(at === this.#leader ? LEADER : FOLLOWER)
        .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(wire.port)),
    );
    return new ClusterInfo().setMembersList(members);
  }
}

/** Batch append is offered, as by every server since version 21.10: whoever does not want it has to see to it. */
function features(): SupportedMethods {
  const method = new SupportedMethod().setServiceName('event_store.client.streams.Streams').setMethodName('batchappend');
  return new SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList([method]);
}
