// npm start, npm test and the nightly tests: everything a fresh clone needs, then the job itself.
// Plain JavaScript, because it runs before the npm packages are installed.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../..');
const [job = '', ...args] = process.argv.slice(2);
const jobs = { start, test, nightly };

if (!Object.hasOwn(jobs, job)) {
  console.error(
    'usage: node tools/lab/run.mjs <start|test|nightly> [arguments for nx]',
  );
  process.exit(2);
}
process.chdir(root);
process.exitCode = await jobs[job]();

/** The main job on this machine: build what changed and publish it. */
async function start() {
  const starting = startLab();
  const unprepared = await installPackages();
  const { failure, environment } = await starting;
  if (unprepared || failure) return unprepared || failure;
  const status = await nx(
    ['run-many', '-t', 'docker-push', '--output-style=stream', ...args],
    environment,
  );
  if (status === 0) console.log(nextSteps(environment));
  return status;
}

/**
 * Lint, types and unit tests, then tests on a real engine and registry. The lab
 * gets ready beside all else: it waits for downloads most of the time.
 */
async function test() {
  const starting = startLab();
  const unprepared = await installPackages();
  let output = '';
  const keep = (text) => (output += text);
  const run = (targets, style, environment) =>
    nx(
      ['run-many', '-t', ...targets, `--output-style=${style}`, ...args],
      environment,
      keep,
    );
  const quick =
    unprepared || (await run(['lint', 'typecheck', 'test'], 'static', {}));
  const { failure, environment } = await starting;
  const status =
    quick || failure || (await run(['e2e'], 'stream', environment));
  const { passed, failed } = addTotals(output);
  console.log(`\n${passed} passed, ${failed || (status ? 1 : 0)} failed`);
  return status;
}

/** What takes too long for every change, or a tool that few machines have. */
async function nightly() {
  const starting = startLab();
  const unprepared = await installPackages();
  const { failure, environment } = await starting;
  const words = ['run-many', '-t', 'nightly', '--output-style=stream', ...args];
  return unprepared || failure || nx(words, environment);
}

/** Resolves to npm's exit code. */
async function installPackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const isCurrent =
    existsSync(installed) &&
    statSync(installed).mtimeMs >=
      statSync(join(root, 'package-lock.json')).mtimeMs;
  if (isCurrent) return 0;
  console.log('installing npm packages …');
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm is a script on Windows, which only a shell can start.
  return execute('npm', words, { shell: process.platform === 'win32' });
}

/**
 * An engine, a registry, a base image and its CRAN mirror, each only where there
 * is none. A registry or profile that the user names is used instead of the lab's.
 * `failure` is the exit code of a script that could not, and has said why.
 */
async function startLab() {
  const {
    BRICKYARD_REGISTRY,
    BRICKYARD_PROFILE,
    LAB_REGISTRY_PORT: port = '5000',
    LAB_CRAN_PORT: cranPort = '5001',
  } = process.env;
  const isOwnPlace = Boolean(BRICKYARD_REGISTRY || BRICKYARD_PROFILE);
  const script = join(folder, isOwnPlace ? 'engine.sh' : 'up.sh');
  const failure = await execute('bash', [script]);
  const environment =
    failure || isOwnPlace ? {} : await findPlace({ port, cranPort });
  return { failure, environment };
}

/** The options with which nx uses the lab. */
async function findPlace({ port, cranPort }) {
  const registry = `127.0.0.1:${port}`;
  // Without the lab's base the engine gets Ubuntu itself: nothing is substituted.
  if (!(await holdsBase(registry))) return { BRICKYARD_REGISTRY: registry };
  const isUsual = port === '5000' && cranPort === '5001';
  return {
    BRICKYARD_PROFILE: isUsual
      ? 'tools/lab/lab.json'
      : writeProfile({ 5000: port, 5001: cranPort }),
  };
}

/** Resolves to the exit code. */
function execute(program, words, options) {
  const child = spawn(program, words, { stdio: 'inherit', ...options });
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      console.error(`this needs ${program}: ${message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function holdsBase(registry) {
  const headers = {
    accept: 'application/vnd.docker.distribution.manifest.v2+json',
  };
  const answer = await fetch(`http://${registry}/v2/lab/debian/manifests/12`, {
    method: 'HEAD',
    headers,
  });
  return answer.ok;
}

/** lab.json with other ports: those it names → those in use. */
function writeProfile(ports) {
  const text = readFileSync(join(folder, 'lab.json'), 'utf8');
  const profile = JSON.parse(
    text.replaceAll(/(?<=127\.0\.0\.1:)\d+/g, (port) => ports[port] ?? port),
  );
  const file = join(root, '.lab/lab.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify(
      { ...profile, runtimes: join(folder, profile.runtimes) },
      null,
      2,
    ),
  );
  return file;
}

function nx(words, environment, onOutput) {
  const command = [join(root, 'node_modules/nx/dist/bin/nx.js'), ...words];
  const env = {
    ...process.env,
    // One process is quicker than a worker for each plugin, and leaves no daemon.
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    // Lines that stay, instead of a view that is gone when the run is over.
    NX_TUI: 'false',
    ...environment,
  };
  const stdio = onOutput ? ['inherit', 'pipe', 'pipe'] : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio, env });
    for (const name of ['stdout', 'stderr']) {
      child[name]?.on('data', (chunk) => {
        process[name].write(chunk);
        onOutput(String(chunk));
      });
    }
    child.on('close', (status) => resolve(status ?? 1));
    // Ctrl-C reaches the child by itself; this process waits for it to clean up.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
  });
}

/** Over every closing line of jest: `Tests:       2 failed, 28 passed, 30 total`. */
function addTotals(output) {
  const lines = output.match(/Tests: .*total/g) ?? [];
  const sum = (word) =>
    lines
      .map((line) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0))
      .reduce((total, count) => total + count, 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

function nextSteps(environment) {
  const prefix = Object.entries(environment)
    .map(([name, value]) => `${name}=${value} `)
    .join('');
  const steps = [
    [
      `${prefix}npx nx g brickyard:add python humanize`,
      'add a package, and lock all that is built on it',
    ],
    [`${prefix}npx brickyard plan`, 'what would be rebuilt, and why'],
    ['npm start', 'rebuild and publish exactly that'],
    [`${prefix}npx brickyard shell python`, 'look inside an image'],
    ['tools/lab/down.sh', 'stop what the lab started'],
  ];
  return [
    '\nWhat next?',
    ...steps.map(([command, why]) => `  ${command}\n      ${why}`),
    'README.md says how to publish to Docker Hub or Azure Container Registry.',
  ].join('\n');
}
