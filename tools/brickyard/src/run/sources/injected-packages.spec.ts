import { isBrickyardError } from '../../errors';
import { readWorkspace } from '../../workspace/read-workspace';
import { lintImages, planLint } from '../test/lint-flavours';
import { TestWorkspace } from '../testing/test-workspace';

const lockable =
  'FROM ubuntu:24.04 AS lock\nRUN lock\nFROM ubuntu:24.04\nCOPY requirements.txt /\n';
const file = 'packages/team/requirements.txt';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.engine.files = () => ({ 'requirements.txt': 'six==1.16.0\n' });
  workspace.engine.container = () => {
    return { exitCode: 0, stdout: 'brickyard:row\tend\n', stderr: '' };
  };
});
afterEach(() => workspace.close());

/** What a step makes of a list: whether it goes on, and what it tells. */
interface Told {
  passes: boolean;
  text: string;
}

const steps: Record<string, () => Promise<Told>> = {
  lint: () => {
    const { root, environment, now } = workspace;
    const read = readWorkspace(root, environment);
    const request = { workspace: read, flavours: ['team'], now };
    const linted = lintImages(planLint(request), request);
    const findings = linted.flatMap(({ outcome }) => {
      if (outcome.state !== 'done') throw new Error('lint did not look');
      return outcome.result.findings;
    });
    const told = findings.filter(({ rule }) => /PY-11|WAIVER/.test(rule));
    return Promise.resolve({
      passes: findings.every(({ severity }) => severity !== 'error'),
      text: told
        .map(
          ({ place, message }) => `${place?.file}:${place?.line}: ${message}`,
        )
        .join('\n'),
    });
  },
  lock: async () => {
    const { outcomes } = await workspace.lock();
    const [outcome] = outcomes.values();
    const error = outcome?.state === 'failed' ? outcome.error : undefined;
    return tell(error);
  },
  build: () =>
    workspace.run().then(
      () => tell(undefined),
      (error: unknown) => tell(error),
    ),
};

function tell(error: unknown): Told {
  if (error !== undefined && !isBrickyardError(error))
    throw new Error('no refusal', { cause: error });
  const own = workspace.warnings.filter((text) => text.includes(file));
  return {
    passes: error === undefined,
    text: [...own, ...(error ? [error.message] : [])].join('\n'),
  };
}

function ask(step: string, name: string, waiver?: object): Promise<Told> {
  // A lock would be stale, and a build stop at that.
  const Dockerfile =
    step === 'lock' ? lockable : 'FROM ubuntu:24.04\nCOPY requirements.txt /\n';
  workspace.addFlavour('team', { Dockerfile });
  workspace.write(file, `six\n${name}\n`);
  const waivers = waiver && [{ rule: 'PY-11', reason: 'a trial', ...waiver }];
  const definition = { runtimes: ['17.3-LTS'], languages: ['python'], waivers };
  const text = `export default ${JSON.stringify(definition)};\n`;
  workspace.write('packages/team/image.ts', text);
  return (steps[step] as () => Promise<Told>)();
}

describe.each(Object.keys(steps))('%s', (step) => {
  it.each(['pyspark', 'databricks-connect==17.3'])(
    'refuses %s',
    async (name) => {
      const { passes, text } = await ask(step, name);
      expect(passes).toBe(false);
      const [bare] = name.split('=');
      expect(text).toContain(`${file}:2: ${bare} must not be installed`);
    },
  );

  it('only warns of delta-spark', async () => {
    const { passes, text } = await ask(step, 'delta-spark');
    expect(passes).toBe(true);
    expect(text).toContain(`${file}:2: delta-spark should not be installed`);
  });

  it.each(['pyspark', 'delta-spark'])(
    'leaves %s alone that image.ts waives',
    async (name) => {
      const waiver = { runtimes: ['17.3-LTS'] };
      expect(await ask(step, name, waiver)).toEqual({ passes: true, text: '' });
    },
  );

  it('takes no waiver of another line for one', async () => {
    const waiver = { runtimes: ['16.4-LTS'] };
    expect((await ask(step, 'pyspark', waiver)).passes).toBe(false);
  });

  it('lets a waiver count on its last day', async () => {
    workspace.now = new Date('2027-03-31T23:00:00Z');
    const { passes } = await ask(step, 'pyspark', { until: '2027-03-31' });
    expect(passes).toBe(true);
  });

  it('refuses again once the waiver has ended, and says when that was', async () => {
    workspace.now = new Date('2027-04-01T00:00:00Z');
    const told = await ask(step, 'pyspark', { until: '2027-03-31' });
    expect(told.passes).toBe(false);
    expect(told.text).toContain('waiver of PY-11 ended on 2027-03-31');
  });
});

it('a list may hold nothing that a build would refuse, in a flavour that lint takes for one without Python', async () => {
  for (const step of Object.keys(steps)) {
    await ask(step, 'pyspark');
    const text =
      "export default { runtimes: ['17.3-LTS'], languages: ['r'] };\n";
    workspace.write('packages/team/image.ts', text);
    const told = await (steps[step] as () => Promise<Told>)();
    expect([step, told.passes]).toEqual([step, false]);
  }
});
