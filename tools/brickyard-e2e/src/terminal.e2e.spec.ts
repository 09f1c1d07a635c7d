import { resolve } from 'node:path';

import { repositoryRoot } from './repository-root';
import { NX, ScratchWorkspace } from './scratch-workspace';
import { type LeftScreen, runInTerminal } from './terminal';

/** Nothing here needs an engine or a registry, and these places have none. */
const nowhere = '127.0.0.1:9';
const engine = 'unix:///nowhere/docker.sock';

let workspace: ScratchWorkspace;
beforeAll(() => {
  workspace = new ScratchWorkspace(nowhere);
  const { namespace } = workspace;
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', {
    Dockerfile: `FROM ${namespace}/base\nRUN true\n`,
  });
  workspace.addFlavour('bad', {
    Dockerfile: `FROM ${namespace}/base\nCOPY requirments.txt /\nRUN useradd ubuntu\n`,
    'requirements.txt': 'numpy=1\n',
  });
  workspace.addFlavour('geo', {
    Dockerfile: [
      `FROM ${namespace}/base AS lock`,
      'RUN --mount=type=bind,target=/flavour true',
      `FROM ${namespace}/base`,
      'ARG DATABRICKS_RUNTIME',
      'COPY locks/$DATABRICKS_RUNTIME.txt /',
      '',
    ].join('\n'),
    'requirements.txt': 'six\n',
  });
});
afterAll(() => workspace.close());

interface View {
  columns: number;
  /** `NX_TUI`, which Nx itself sets to true on most terminals. */
  tui?: 'true' | 'false';
}

/** Only what a terminal's shell has: no CI service, no agent. */
function environment(tui: View['tui']): NodeJS.ProcessEnv {
  const { PATH, HOME, BRICKYARD_PROFILE: profile } = process.env;
  // A path of this repository, not of the scratch workspace.
  const BRICKYARD_PROFILE = profile && resolve(repositoryRoot, profile);
  const nx = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: tui };
  const own = { TERM: 'xterm-256color', DOCKER_HOST: engine };
  return { PATH, HOME, BRICKYARD_PROFILE, ...own, ...nx };
}

function nx(line: string, { columns, tui }: View): Promise<LeftScreen> {
  return runInTerminal([process.execPath, NX, ...line.split(' ')], {
    ...{ cwd: workspace.root, columns },
    environment: environment(tui),
  });
}

/** Each width and each setting of `NX_TUI`, two runs at a time. */
const views: View[] = [
  { columns: 80, tui: 'true' },
  { columns: 100, tui: 'false' },
  { columns: 200 },
];

const all = 'run-many -p base,child -t';

type Row = [line: string, status: number, ...said: RegExp[]];
it.each<Row>([
  [
    `${all} docker-build --dryRun`,
    0,
    /^base +\S+ +build +never built$/m,
    /^2 to build, 0 to reuse$/m,
  ],
  ['docker-push child --dryRun', 0, /^2 to build, 0 to reuse$/m],
  // What ends a whole run.
  [
    `${all} docker-build --runtime=none`,
    1,
    /^--runtime: no image of base, child is for 'none' \[RUNTIME_UNKNOWN\]$/m,
    /^ {2}hint: runtimes: /m,
  ],
  [
    'run-many -p base,bad -t docker-build',
    1,
    /^bad@\S+: packages\/bad\/\S+:\d: .*requirments.txt.* \[CONTEXT_INVALID\]$/m,
  ],
  [
    'docker-build geo',
    1,
    /packages\/geo\/.*locks\/\S+\.txt.* \[LOCK_STALE\]$/m,
  ],
  // What one image fails with, and what passes.
  [
    `${all} docker-build`,
    1,
    /^base@\S+: .*nowhere.* \[ENGINE_UNREACHABLE\]$/m,
    /^child@\S+ +skipped: base@\S+ did not succeed$/m,
  ],
  [
    'run-many -p base,bad -t lint',
    1,
    /^packages\/bad\/requirements.txt:1: .* \[REQUIREMENTS_INVALID\]$/m,
    /^packages\/base\/Dockerfile:1: warning IMG-08: /m,
    /^base on \S+: 1 warning$/m,
  ],
  ['lint base', 0, /^packages\/base\/Dockerfile:1: warning IMG-08: /m],
  ['lock geo --check', 1, /^packages\/geo\/locks\/.* \[LOCK_STALE\]$/ms],
  [
    `${all} docker-test`,
    1,
    /^base@\S+ +failed: .*nowhere.* \[ENGINE_UNREACHABLE\]$/m,
  ],
  [
    `${all} docker-smoke`,
    1,
    /nowhere.* \[ENGINE_UNREACHABLE\]$/m,
    /^ {2}hint: start Docker, or name an engine that runs: /m,
  ],
])(
  'nx %s: exits with %i, and what it said stays',
  async (line, status, ...said) => {
    const screens = await Promise.all(views.map((view) => nx(line, view)));
    for (const screen of screens) {
      for (const text of said) expect(screen.text).toMatch(text);
      expect(screen.status).toBe(status);
    }
  },
);

describe('the terminal view of Nx, when a command asks for it', () => {
  it('ends with the error of the whole run, in full with the first task', async () => {
    const line = `${all} docker-build --runtime=none --tui`;
    const { text } = await nx(line, { columns: 80 });
    expect(text).toMatch(
      /docker-build\n\n--runtime: no .* \[RUNTIME_UNKNOWN\]/,
    );
    expect(text).toMatch(/^as for (base|child):docker-build$/m);
  });

  it('ends with the plan of a dry run', async () => {
    const line = 'docker-build child --dryRun --tui';
    const { text } = await nx(line, { columns: 100 });
    expect(text).toMatch(/^2 to build, 0 to reuse$/m);
  });

  it('ends with what each image failed with', async () => {
    const { text } = await nx(`${all} docker-build --tui`, { columns: 200 });
    expect(text).toMatch(/^base@\S+: .* \[ENGINE_UNREACHABLE\]$/m);
    expect(text).toMatch(/^child@\S+ +skipped: base@\S+ did not succeed$/m);
  });
});
