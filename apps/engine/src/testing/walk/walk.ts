import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { differences } from './differences';
import { fill, isLike, LEFT_OUT, type Names } from './names';
import { stepsOf, type Exchange, type Message, type Step } from './page';

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Where a page is tried. */
export interface World {
  send(request: Sent): Promise<Received>;
  /** What happens between requests, by the words of the page. */
  readonly meanwhile: Readonly<Record<string, (names: Names) => Promise<unknown>>>;
  /** Binds the names of a signature base and of the headers that follow from it. */
  sign?(base: string, body: string, names: Names): void;
}

/** Does what a page prints, step by step. Throws at the first answer that is not as it is printed, with its line. */
export async function walk(page: string, world: World): Promise<readonly Step[]> {
  const names: Names = new Map();
  const steps = stepsOf(page);
  for (const step of steps) {
    const wrong = 'meanwhile' in step ? await letHappen(step.meanwhile, world, names) : await tryOut(step, world, names);
    if (wrong.length === 0) continue;
    throw new Error([`line ${step.line}: ${'meanwhile' in step ? step.meanwhile : step.request.start}`, ...wrong].join('\n  '));
  }
  return steps;
}

async function letHappen(what: string, { meanwhile }: World, names: Names): Promise<string[]> {
  const happen = meanwhile[what];
  if (!happen) return ['nobody knows how to make this happen'];
  await happen(names);
  return [];
}

async function tryOut({ request, answer, signatureBase }: Exchange, world: World, names: Names): Promise<string[]> {
  const body = fill(bodyOf(request), names);
  if (signatureBase !== undefined) world.sign?.(signatureBase, body, names);
  const [method = '', url = ''] = fill(request.start, names).split(' ');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fill(value, names)]));
  return wrongIn(await world.send({ method, url, headers, body }), answer, names);
}

/** `@file` is what stands in the file, as curl has it. */
const bodyOf = ({ body }: Message): string => (body.startsWith('@') ? readFileSync(join(projectRoot(), body.slice(1)), 'utf8') : body);

function wrongIn({ status, headers, body }: Received, answer: Message, names: Names): string[] {
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  return [
    ...(start === answer.start ? [] : [`${start} instead of ${answer.start}: ${body}`]),
    ...Object.entries(answer.headers)
      .filter(([name, expected]) => headers[name] === undefined || !isLike(expected, String(headers[name]), names))
      .map(([name, expected]) => `${name}: ${String(headers[name])} instead of ${expected}`),
    ...wrongInBody(answer.body, body, names),
  ];
}

function wrongInBody(expected: string, body: string, names: Names): string[] {
  if (expected === LEFT_OUT) return [];
  if (expected === '' || body === '') return expected === body ? [] : [`the body is ${body || 'empty'}`];
  return differences(JSON.parse(expected), JSON.parse(body), names);
}
