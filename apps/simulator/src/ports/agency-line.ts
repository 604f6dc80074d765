import type { AgencyCode } from '@lienthong/bundle';
import {
  UNREADABLE_ANSWER,
  type AgencyGateway,
  type AgencyReport,
  type Delivery,
  type FollowUp,
  type HandoffRequest,
  type InboundMessage,
  type InboundRequest,
  type Inquiry,
} from '@lienthong/handoff';
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';
import type { Agency } from './agency';

/** How long a caller waits for an answer. Shorter than the engine's patience with an attempt. */
export const CALL_TIMEOUT_MS = 60_000;
const NO_ANSWER = { kind: 'unknown', code: 'no-answer', detail: 'nothing came' } as const;
const CLOSED = { kind: 'unavailable', code: 'closed', detail: 'maintenance' } as const;
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The line of one process to one agency, over a network that loses, doubles and delays. */
export class AgencyLine implements AgencyGateway {
  readonly followBatch = 5;
  readonly takesNotices = true;

  constructor(
    private readonly other: Agency,
    private readonly process: Process,
    private readonly world: World,
    private readonly faults: Faults,
  ) {}

  get agency(): AgencyCode {
    return this.other.code;
  }

  prepare({ handoff, about, payload }: HandoffRequest): Uint8Array {
    return bytes(JSON.stringify({ handoff, about, payload }));
  }

  deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const { world, faults, other } = this;
    const name = faults.numbered(`${this.process.name} sends ${request.handoff}`);
    world.tell?.(name);
    return this.call<Delivery>(name, NO_ANSWER, () => {
      if (other.isDown || faults.strikes('agency-closed', name)) return CLOSED;
      if (!other.has(request.handoff) && faults.strikes('agency-rejects', name)) {
        return { kind: 'refused', code: 'wrong-commune', detail: 'not ours', received: bytes('not ours') };
      }
      const report = other.take(request, body);
      if (other.knowsKeys && faults.strikes('call-doubled', name)) {
        world.after(world.chance.between(1, 300_000, `${name}/twin`), () => void other.take(request, body));
      }
      if (faults.strikes('answer-unreadable', name)) {
        return { kind: 'unknown', code: UNREADABLE_ANSWER, detail: 'not understood', received: bytes('<html>') };
      }
      const reference = `R-${request.handoff}`;
      return { kind: 'acknowledged', reference, received: bytes(`taken ${name}`), ...(report && { report }) };
    });
  }

  inquire({ handoff }: HandoffRequest): Promise<Inquiry> {
    const { faults, other } = this;
    const name = faults.numbered(`${this.process.name} asks for ${handoff}`);
    this.world.tell?.(name);
    const sent = bytes(name);
    return this.call<Inquiry>(name, { ...CLOSED, sent }, () => {
      if (other.isDown || faults.strikes('agency-closed', name)) return { ...CLOSED, sent };
      return { kind: other.has(handoff) ? 'found' : 'not-found', sent, received: bytes(`answer to ${name}`) };
    });
  }

  follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const { faults, other } = this;
    const name = faults.numbered(`${this.process.name} follows ${requests.map(({ handoff }) => handoff).join(' ')}`);
    const sent = bytes(name);
    return this.call<FollowUp>(name, { ...CLOSED, sent }, () => {
      if (other.isDown || faults.strikes('agency-closed', name)) return { ...CLOSED, sent };
      if (faults.strikes('answer-unreadable', name)) return { ...CLOSED, code: UNREADABLE_ANSWER, sent, received: bytes('<html>') };
      const reports = requests.flatMap(({ handoff }) => other.words(handoff));
      return { kind: 'answered', sent, received: bytes(`answer to ${name}`), reports };
    });
  }

  async readMessage({ body }: InboundRequest): Promise<InboundMessage> {
    return { reports: [JSON.parse(Buffer.from(body).toString()) as AgencyReport] };
  }

  /** A question, its way, what the other side does, and the way of the answer. */
  private call<Answer>(name: string, none: Answer, ask: () => Answer): Promise<Answer> {
    const { world, process, faults } = this;
    const there = world.chance.between(5, 400, name);
    return new Promise((resolve) => {
      const giveUp = (): void => void process.after(CALL_TIMEOUT_MS, () => resolve(none));
      if (faults.strikes('call-lost', name)) return giveUp();
      if (this.other.knowsKeys && faults.strikes('call-lingers', name)) {
        world.after(CALL_TIMEOUT_MS + world.chance.between(0, 600_000, `${name}/lingers`), ask);
        return giveUp();
      }
      // On its way it is nobody's: it arrives though its sender has died.
      world.after(there, () => {
        const answer = ask();
        if (faults.strikes('answer-lost', name)) return void process.after(CALL_TIMEOUT_MS - there, () => resolve(none));
        process.after(world.chance.between(5, 400, `${name}/answer`), () => resolve(answer));
      });
    });
  }
}
