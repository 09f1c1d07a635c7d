import { build } from '../../engine/testing/contract-request';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { builtInRuntimes } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import type { Services } from '../shell/services';
import { diagnoseImage, type DiagnoseRequest } from './diagnose-image';

/** A system that is not Ubuntu, and nothing else. */
const rows = 'brickyard:row\tos\tdebian\t12\tDebian 12\nbrickyard:row\tend\n';

let engine: FakeEngine;
let said: string[];
beforeEach(async () => {
  said = [];
  engine = new FakeEngine({
    container: () => ({ exitCode: 0, stdout: rows, stderr: '' }),
  });
  const labels = { 'databricks.runtime.version': '16.4-LTS' };
  await build(engine, { tags: ['image:1'], labels });
  await build(engine, { tags: ['silent:1'] }, 'other');
  const own = { 'brickyard.flavour': 'own' };
  await build(engine, { tags: ['labelled:1'], labels: own }, 'third');
  const names = [
    'brickyard/own:dbr17.3',
    'registry.example/team/own:1',
    'other/own:1',
  ];
  await build(engine, { tags: names }, 'fourth');
});

const definition: {
  runtimes: string[];
  waivers: { rule: string; reason: string; until?: string }[];
} = {
  runtimes: ['17.3-LTS'],
  waivers: [
    { rule: 'IMG-02', reason: 'a trial' },
    { rule: 'IMG-01', reason: 'is needless' },
  ],
};
const workspace = {
  runtimes: builtInRuntimes,
  flavours: [{ name: 'own', path: 'packages/own', definition }],
  broken: [],
  options: {
    ...{ registry: 'registry.example', namespace: 'team' },
    localNamespace: 'brickyard',
  },
} as unknown as Workspace;

describe('diagnoseImage', () => {
  it('asks the rules of the line that the label names', async () => {
    const { runtime, findings, checked, skipped } = await diagnose('image:1');
    expect(runtime).toBe('16.4-LTS');
    expect(findings.map(({ rule }) => rule)).toContain('IMG-02');
    expect(checked).toContain('IMG-07');
    expect(engine.runs[0]?.input).toContain('pandas');
    expect(skipped).toContainEqual({
      rule: 'IMG-08',
      because: expect.stringContaining('sources') as unknown,
    });
  });

  it('asks those of another line when told to', async () => {
    const { runtime } = await diagnose('image:1', '17.3-LTS');
    expect(runtime).toBe('17.3-LTS');
  });

  it('wants to know the line of an image that says nothing', async () => {
    await expect(diagnose('silent:1')).rejects.toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      hint: 'name one: --runtime 17.3-LTS',
    });
    expect(engine.runs).toEqual([]);
  });

  it('refuses a line that is not in the catalogue', async () => {
    await expect(diagnose('image:1', '99')).rejects.toMatchObject({
      code: 'RUNTIME_UNKNOWN',
    });
  });

  it('takes one word that is nearly a flavour for that flavour', async () => {
    await expect(diagnose('onw')).rejects.toMatchObject({
      code: 'FLAVOUR_UNKNOWN',
      hint: 'did you mean own? flavours: own; for an image of Docker Hub write docker.io/library/onw',
    });
  });

  it('pulls what the engine lacks', async () => {
    await expect(diagnose('127.0.0.1:1/a:1', '17.3-LTS')).rejects.toMatchObject(
      {
        code: 'REGISTRY_UNREACHABLE',
      },
    );
    expect(said).toEqual(['127.0.0.1:1/a:1: pulling it']);
  });

  it.each(['', 'A:1', 'a:b:c'])('refuses %j', async (reference) => {
    await expect(diagnose(reference)).rejects.toMatchObject({
      code: 'REFERENCE_INVALID',
    });
  });
});

describe('an image of a flavour of this workspace', () => {
  it.each([
    ['its label', 'labelled:1'],
    ['its name in the engine', 'brickyard/own:dbr17.3'],
    ['its name in the registry', 'registry.example/team/own:1'],
    ['its own name', 'own'],
  ])('gets the waivers of that flavour, known by %s', async (_how, name) => {
    const { flavour, waived, findings } = await diagnose(name, '17.3-LTS');
    expect(flavour).toBe('own');
    expect(waived).toMatchObject([{ rule: 'IMG-02', reason: 'a trial' }]);
    const rules = findings.map(({ rule }) => rule);
    expect(rules).not.toContain('IMG-02');
    // Only image.ts with its sources can tell whether one is needed.
    expect(rules).not.toContain('WAIVER');
  });

  it('gets no waiver that has ended, and is told when that was', async () => {
    definition.waivers[0] = {
      ...{ rule: 'IMG-02', reason: 'a trial', until: '2027-03-31' },
    };
    const { waived, findings } = await diagnose('own', '17.3-LTS');
    expect(waived).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('IMG-02');
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'WAIVER',
        message: 'the waiver of IMG-02 ended on 2027-03-31',
      }),
    );
  });

  it('is none when it only has the same last name', async () => {
    const { flavour, findings } = await diagnose('other/own:1', '17.3-LTS');
    expect(flavour).toBeUndefined();
    expect(findings.map(({ rule }) => rule)).toContain('IMG-02');
  });

  it('is looked for in the registry when the engine lacks it', async () => {
    await engine.removeImage('brickyard/own:dbr17.3');
    await expect(diagnose('own')).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
      message: expect.stringContaining(
        'registry.example/team/own:dbr17.3',
      ) as string,
    });
  });

  it('is not built for a line that image.ts does not list', async () => {
    await expect(diagnose('own', '15.4-LTS')).rejects.toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      hint: 'it is for 17.3-LTS',
    });
  });
});

function diagnose(reference: string, runtime?: string) {
  const request: DiagnoseRequest = {
    workspace,
    ...{ reference, runtime },
    credentials: () => Promise.resolve(undefined),
    say: (text) => said.push(text),
  };
  const services = { engine, now: new Date('2027-04-01T00:00:00Z') };
  return diagnoseImage(request, services as unknown as Services);
}
