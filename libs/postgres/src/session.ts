import { Client } from 'pg';
import { connectionTo } from './connection';

export interface SessionListener {
  /** Somebody told something on the channel. */
  news(payload: string): void;
  /** The connection is gone, and its locks with it. Called once, and not after `close`. */
  ended(reason: Error): void;
}

export interface SessionOptions {
  /** Where it hears what others tell; absent: nowhere. */
  readonly channel?: string;
  /** The server ends the session when it hears nothing for so long: a process that stands still keeps no lock for ever. */
  readonly silentMs: number;
}

/** A connection of its own. Locks belong to it, and it hears what others tell. */
export class Session {
  private over = false;

  private constructor(
    private readonly client: Client,
    private readonly listener: SessionListener,
  ) {}

  static async open(url: string, { channel, silentMs }: SessionOptions, listener: SessionListener): Promise<Session> {
    const client = new Client(connectionTo(url));
    const session = new Session(client, listener);
    client.on('error', (error) => session.end(error));
    client.on('end', () => session.end(new Error('the connection to PostgreSQL was closed')));
    client.on('notification', ({ payload = '' }) => listener.news(payload));
    try {
      await client.connect();
      await client.query(`set idle_session_timeout = ${Math.round(silentMs)}`);
      if (channel !== undefined) await client.query(`listen ${client.escapeIdentifier(channel)}`);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.client.query<Row>(text, [...values])).rows;
  }

  /** Says that this process is there. */
  async beat(): Promise<void> {
    await this.client.query('select');
  }

  async close(): Promise<void> {
    this.over = true;
    await this.client.end().catch(() => undefined);
  }

  private end(reason: Error): void {
    if (this.over) return;
    this.over = true;
    this.listener.ended(reason);
  }
}
