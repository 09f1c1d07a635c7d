import { build } from '../engine/contract-request';
import { FakeEngine } from '../engine/fake-engine';
import { builtInRuntimes } from '../runtime/catalogue';
import { diagnoseImage, type DiagnoseRequest } from './diagnose-image';
import type { Services } from './services';

/** A system that is no Ubuntu, and nothing else. */
const rows = 'brickyard\tos\tdebian\t12\tDebian 12\nbrickyard\tend\n';

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
});

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

function diagnose(reference: string, runtime?: string) {
  const request: DiagnoseRequest = {
    workspace: { runtimes: builtInRuntimes },
    ...{ reference, runtime },
    credentials: () => Promise.resolve(undefined),
    say: (text) => said.push(text),
  };
  return diagnoseImage(request, { engine } as unknown as Services);
}
