/** What a page has a test do, in order. */
export type Step = Exchange | Meanwhile;

/** A request and its answer, as they are printed. */
export interface Exchange {
  readonly line: number;
  readonly request: Message;
  readonly answer: Message;
  /** What the request's signature is made of (RFC 9421, section 2.5), where the page shows it. */
  readonly signatureBase?: string;
}

/** Something that happens between two requests. */
export interface Meanwhile {
  readonly line: number;
  readonly meanwhile: string;
}

export interface Message {
  /** `POST /dossiers`, or `HTTP/1.1 201 Created`. */
  readonly start: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const BLOCK = /^```(.*)\n([^]*?)^```$|^> Meanwhile, (.+)\.$/gm;

/**
 * The steps of a page in Markdown: a block `http run` is a request and has its answer in the block `http answer` that comes next; a block
 * `text signed` is the signature base of the request that follows; a line `> Meanwhile, ….` is something that happens in between.
 */
export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  let asked: Omit<Exchange, 'answer'> | undefined;
  let signatureBase: string | undefined;
  for (const { index, 1: kind, 2: text = '', 3: meanwhile } of page.matchAll(BLOCK)) {
    const line = page.slice(0, index).split('\n').length;
    if (asked && kind !== 'http answer') throw new Error(`line ${asked.line}: the request has no answer`);
    if (meanwhile !== undefined) steps.push({ line, meanwhile });
    if (kind === 'text signed') signatureBase = text.trimEnd();
    if (kind === 'http run') {
      asked = { line, request: messageOf(text), ...(signatureBase !== undefined && { signatureBase }) };
      signatureBase = undefined;
    }
    if (kind === 'http answer') {
      if (!asked) throw new Error(`line ${line}: an answer without a request`);
      steps.push({ ...asked, answer: messageOf(text) });
      asked = undefined;
    }
  }
  if (asked) throw new Error(`line ${asked.line}: the request has no answer`);
  return steps;
}

function messageOf(text: string): Message {
  const [head = '', ...body] = text.split('\n\n');
  const [start = '', ...fields] = head.trimEnd().split('\n');
  const headers = fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]);
  return { start, headers: Object.fromEntries(headers) as Record<string, string>, body: body.join('\n\n').trimEnd() };
}
