import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { Copy, DockerfileParser, From, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

const text = readFileSync(join(projectRoot(), 'docker/Dockerfile'), 'utf8');
const dockerfile = DockerfileParser.parse(text);
const all = (keyword: string, of: readonly Instruction[] = dockerfile.getInstructions()): Instruction[] =>
  of.filter((instruction) => instruction.getKeyword() === keyword);
const froms = dockerfile.getFROMs();
/** What makes the image that is kept; what stands before it only builds. */
const last = dockerfile.getInstructions().filter((each) => each.getRange().start.line >= (froms.at(-1)?.getRange().start.line ?? 0));

describe('the Dockerfile', () => {
  it('is written as its reference says', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FROM a\nMAINTAINER b\nRUM c\n').map(({ message }) => message)).toHaveLength(2);
  });

  it('starts every stage from a version', () => {
    expect(froms.length).toBeGreaterThan(1);
    for (const from of froms) {
      const [image, pinned] = [from.getImage() ?? '', /:\d+\.\d+\.\d+(-|$)/];
      expect([image, pinned.test(image) || froms.some((stage) => stage.getBuildStage() === image)]).toEqual([image, true]);
    }
    expect(new Set(froms.map((from: From) => from.getImage())).size).toBe(1);
  });

  it('runs as somebody who is not root, who is named after the last thing that needs root', () => {
    const users = all('USER', last);
    expect(users.map((user) => user.getArgumentsContent())).toEqual(['node']);
    const after = last.filter((each) => each.getRange().start.line > (users[0]?.getRange().start.line ?? 0));
    expect(after.map((each) => each.getKeyword()).filter((keyword) => ['RUN', 'COPY', 'ADD'].includes(keyword))).toEqual([]);
  });

  it('takes what it needs from its own stages and from what is let in, and fetches nothing by itself', () => {
    expect(all('ADD')).toEqual([]);
    expect(all('RUN', last)).toEqual([]);
    const stages = froms.flatMap((stage) => stage.getBuildStage() ?? []);
    for (const copy of all('COPY', last)) {
      const from = copy instanceof Copy ? copy.getFlags().find((flag) => flag.getName() === 'from') : undefined;
      expect(stages).toContain(from?.getValue());
    }
    expect(text).not.toMatch(/\b(curl|wget|sudo|apt-get|npm i(nstall)?)\b/);
  });

  it('copies no folder as a whole before it installs, so that what was installed is used again', () => {
    const lines = dockerfile.getInstructions().map((each) => `${each.getKeyword()} ${each.getArgumentsContent() ?? ''}`);
    const before = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('RUN npm ci')),
    );
    expect(before.filter((line) => line.startsWith('COPY'))).toEqual(['COPY package.json package-lock.json ./']);
  });

  it('leaves no dependencies of development behind, and runs no script of a dependency', () => {
    const runs = all('RUN').map((run) => run.getArgumentsContent() ?? '');
    expect(runs.slice(-3, -1)).toEqual([expect.stringMatching(/^npm prune --omit=dev/), 'rm -rf node_modules/typescript']);
    for (const run of runs.filter((each) => /^npm (ci|prune)/.test(each))) expect(run).toContain('--ignore-scripts');
  });

  it('starts the program itself, so that it gets the signals, and asks it whether it is well', () => {
    for (const keyword of ['ENTRYPOINT', 'CMD']) {
      const [only, ...more] = all(keyword, last);
      expect([keyword, more.length, only?.getArgumentsContent()]).toEqual([keyword, 0, expect.stringMatching(/^\[".*"\]$/)]);
    }
    expect(all('HEALTHCHECK', last)).toHaveLength(1);
  });

  it('keeps secrets and the ways of one machine out', () => {
    const set = [...all('ENV'), ...all('ARG')].map((each) => each.getArgumentsContent());
    expect(set).toEqual(['NODE_ENV=production', 'LIENTHONG_DATA_DIR=/data']);
  });
});
