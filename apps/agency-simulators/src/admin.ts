import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFaults, type FaultSpec } from './fault-kinds';
import { report, requests } from './report';
import type { Simulator } from './simulator';

/** The switches and the gauges of the simulators, under `/admin`. For tests and operators; no agency has anything like it. */
export function adminRoutes(app: FastifyInstance, seed: string, simulators: readonly Simulator[], reset: () => void): void {
  app.get('/admin/report', async () => report(seed, simulators));
  app.get('/admin/requests', async () => ({ requests: requests(simulators) }));
  app.post('/admin/reset', async () => {
    reset();
    return { reset: true };
  });

  type Agency = { Params: { agency: string } };
  const of = (agency: string): Simulator | undefined => simulators.find((one) => one.agency === agency);

  app.get<Agency>('/admin/:agency/faults', async ({ params }, reply) => {
    const simulator = of(params.agency);
    return simulator ? { faults: simulator.desk.faults.list() } : unknownAgency(reply, simulators);
  });
  app.put<Agency>('/admin/:agency/faults', async ({ params, body }, reply) =>
    change(params.agency, body, reply, ({ desk }, faults) => desk.faults.replace(faults)),
  );
  app.post<Agency>('/admin/:agency/faults', async ({ params, body }, reply) =>
    change(params.agency, body, reply, ({ desk }, faults) => desk.faults.add(faults)),
  );
  app.delete<Agency>('/admin/:agency/faults', async ({ params }, reply) =>
    change(params.agency, [], reply, ({ desk }) => desk.faults.replace([])),
  );
  app.delete<{ Params: { agency: string; id: string } }>('/admin/:agency/faults/:id', async ({ params }, reply) => {
    const simulator = of(params.agency);
    if (!simulator) return unknownAgency(reply, simulators);
    if (!simulator.desk.faults.remove(params.id)) return refuse(reply, 404, `no fault ${params.id} is switched on`);
    return { faults: simulator.desk.faults.list() };
  });

  function change(agency: string, body: unknown, reply: FastifyReply, apply: (simulator: Simulator, faults: FaultSpec[]) => void): unknown {
    const simulator = of(agency);
    if (!simulator) return unknownAgency(reply, simulators);
    try {
      apply(simulator, readFaults(listOf(body)));
    } catch (error) {
      if (error instanceof RangeError) return refuse(reply, 400, error.message);
      throw error;
    }
    return { faults: simulator.desk.faults.list() };
  }
}

/** A fault, a list of them, or a list under `faults`. */
const listOf = (body: unknown): unknown =>
  body !== null && typeof body === 'object' && 'faults' in body && Object.keys(body).length === 1 ? body.faults : body;

const unknownAgency = (reply: FastifyReply, simulators: readonly Simulator[]) =>
  refuse(reply, 404, `no such agency; there are ${simulators.map(({ agency }) => agency).join(', ')}`);

function refuse(reply: FastifyReply, status: number, detail: string) {
  reply.code(status).type('application/problem+json');
  return { type: 'about:blank', title: status === 400 ? 'Bad Request' : 'Not Found', status, detail };
}
