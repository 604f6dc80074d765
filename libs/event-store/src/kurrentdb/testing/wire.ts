import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a port of this machine that can be cut, and stay dead, as networks do. It carries bytes, so TLS passes through. */
export class Wire {
  readonly #sockets = new Set<Socket>();
  #dead = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(target: number): Promise<Wire> {
    const opened: { wire?: Wire } = {};
    const server = createServer((near) => opened.wire?.join(near, target));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (opened.wire = new Wire(server, (server.address() as AddressInfo).port));
  }

  /** Whoever is connected loses the connection; whoever calls again is connected. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Nobody gets through any more. */
  die(): void {
    this.#dead = true;
    this.cut();
  }

  revive(): void {
    this.#dead = false;
  }

  async close(): Promise<void> {
    this.die();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket, target: number): void {
    if (this.#dead) return void near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      // What was cut is reported to both ends; nobody here wants to hear of it.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}
