#!/usr/bin/env node
// Runs the steps of docker/Dockerfile in an empty folder, without a container engine, and starts what comes out as the image would: as another
// user where that can be, with nothing writable but the data. Says what does not hold and exits 1.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** The user `node` of the official image. */
const NODE_USER = 1000;

/** Instructions with their arguments; comments, blank lines and continued lines are put in order. */
function instructions(text) {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim()) ?? fail(`not understood: ${line}`))
    .map(([, name, rest]) => ({ name, rest }));
}

/** What git would hand to a build: nothing that lies about, and what .dockerignore lets in. */
function context() {
  const allowed = readFileSync(join(project, '.dockerignore'), 'utf8').match(/^!.+$/gm) ?? [];
  const roots = allowed.map((line) => line.slice(1));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: project, encoding: 'utf8' });
  return files
    .split('\0')
    .filter((file) => roots.some((root) => file === root || file.startsWith(`${root}/`)))
    .filter((file) => !file.endsWith('.spec.ts') && existsSync(join(project, file)));
}

function fail(message) {
  console.error(`docker/Dockerfile: ${message}`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'lienthong-image-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o755);

const stages = new Map();
let stage;
const inStage = (path, of = stage) => (path.startsWith('/') ? join(of.root, path) : join(of.root, of.workdir, path));

function copy(rest) {
  const options = [...rest.matchAll(/--(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]);
  const { from, chown } = Object.fromEntries(options);
  const words = rest.replaceAll(/--\w+=\S+\s*/g, '').split(/\s+/);
  const target = inStage(words.at(-1));
  for (const source of words.slice(0, -1)) {
    if (from === undefined) {
      const found = files.filter((file) => file === source || file.startsWith(`${source}/`));
      if (found.length === 0) fail(`COPY ${source}: nothing of that name goes into the build`);
      for (const file of found) cpSync(join(project, file), join(target, words.at(-1).endsWith('/') ? file : file.slice(source.length)));
    } else {
      const path = inStage(source, stages.get(from) ?? fail(`no stage ${from}`));
      if (!existsSync(path)) fail(`COPY ${source}: the stage ${from} has no such thing`);
      cpSync(path, words.at(-1).endsWith('/') ? join(target, source.split('/').at(-1)) : target, { recursive: true });
    }
  }
  if (chown !== undefined && process.getuid?.() === 0) chownSync(target, NODE_USER, NODE_USER);
}

const files = context();
for (const { name, rest } of instructions(readFileSync(join(project, 'docker/Dockerfile'), 'utf8'))) {
  if (name !== 'COPY') console.log(`${name} ${rest.slice(0, 100)}`);
  switch (name) {
    case 'FROM': {
      const [, image, , as] = /^(\S+)( AS (\S+))?$/.exec(rest) ?? fail(`FROM ${rest}`);
      if (!/:\d+\.\d+\.\d+/.test(image)) fail(`${image} is not pinned to a version`);
      const called = as ?? 'final';
      stage = { root: join(folder, called), workdir: '/', env: {}, user: undefined };
      mkdirSync(stage.root, { recursive: true });
      stages.set(called, stage);
      break;
    }
    case 'WORKDIR':
      stage.workdir = rest;
      mkdirSync(inStage('.'), { recursive: true });
      break;
    case 'ENV': {
      const [, key, value] = /^(\w+)=(.*)$/.exec(rest) ?? fail(`ENV ${rest}`);
      stage.env[key] = value;
      break;
    }
    case 'COPY':
      copy(rest);
      break;
    case 'RUN':
      execFileSync('sh', ['-c', rest], {
        cwd: inStage('.'),
        env: { ...process.env, ...stage.env },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      break;
    case 'USER':
      stage.user = rest;
      break;
    case 'HEALTHCHECK':
      stage.health = JSON.parse(rest.slice(rest.indexOf('[')));
      break;
    case 'ENTRYPOINT':
      stage.entrypoint = JSON.parse(rest);
      break;
    case 'CMD':
      stage.command = JSON.parse(rest);
      break;
    case 'VOLUME':
    case 'EXPOSE':
      break;
    default:
      fail(`${name} is not known here`);
  }
}

if (stage.user === undefined || stage.user === 'root') fail('the program would run as root');
for (const tool of ['jest', '@swc/core', 'nx', 'typescript']) {
  if (existsSync(inStage(join('node_modules', tool)))) fail(`${tool} is in the image: it is only needed to build`);
}

const port = await new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const [program, ...flags] = stage.entrypoint;
const inImage = (text) => (text.startsWith('/') ? join(stage.root, text) : text);
const env = {
  PATH: process.env.PATH,
  ...stage.env,
  LIENTHONG_DATA_DIR: join(stage.root, stage.env.LIENTHONG_DATA_DIR),
  LIENTHONG_PORT: String(port),
};
const as = process.getuid?.() === 0 ? { uid: NODE_USER, gid: NODE_USER } : {};
const engine = spawn(program, [...flags, ...stage.command.map(inImage)], { cwd: inStage('.'), env, stdio: 'inherit', ...as });
const ended = new Promise((end) => engine.once('exit', (code, signal) => end(signal ?? code)));

const [check, ...checkArguments] = stage.health.map(inImage);
const isHealthy = () => {
  try {
    execFileSync(check, checkArguments, { env, stdio: 'ignore', ...as });
    return true;
  } catch {
    return false;
  }
};
let healthy = false;
for (let tries = 0; tries < 120 && !healthy && engine.exitCode === null; tries++) {
  healthy = isHealthy();
  if (!healthy) await wait(250);
}
if (!healthy) {
  engine.kill('SIGKILL');
  fail('what comes out does not become healthy');
}
const version = await (await fetch(`http://127.0.0.1:${port}/version`)).json();
engine.kill('SIGTERM');
const how = await ended;
if (how !== 0) fail(`after SIGTERM it ended with ${how}, not with 0`);
if (isHealthy()) fail('the health check is well without an engine');
console.log(`the image's steps give ${version.name} ${version.version}: it starts as ${stage.user}, is healthy, and ends as asked`);
