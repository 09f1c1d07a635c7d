import { createHash, randomBytes } from 'node:crypto';

import { expectSuccess } from './expectations';
import type { Finished } from './running-command';
import { TestBed } from './test-bed';

const secret = `never-shown-${randomBytes(16).toString('hex')}`;
let bed: TestBed;
let built: Finished;

beforeAll(async () => {
  bed = await TestBed.open();
  const mount = '--mount=type=secret,id=token';
  // The value of a secret makes no step another one: its text must.
  const print = `: ${bed.workspace.id} && cat /run/secrets/token && echo`;
  const sum = 'sha256sum < /run/secrets/token > /sum';
  bed.workspace.addFlavour('private', {
    Dockerfile: `FROM ubuntu:24.04\nRUN ${mount} ${print} && ${sum}\n`,
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], secrets: [{ id: 'token', env: 'E2E_TOKEN' }] };\n",
  });
  built = await build(secret);
  expectSuccess(built);
});
afterAll(() => bed?.close());

describe('a build secret', () => {
  it('reaches the step that mounts it', async () => {
    const sum = createHash('sha256').update(secret).digest('hex');
    const output = await bed.engine.run(name(), ['cat', '/sum']);
    expect(output).toContain(sum);
  });

  it('is in no log, though the step printed it', () => {
    expect(built.output).toContain('RUN --mount=type=secret,id=token :');
    expect(built.output).not.toContain(secret);
    expect(built.output).toContain('│   ***');
  });

  it('is in no layer, label or history', async () => {
    expect(JSON.stringify(await bed.engine.inspect(name()))).not.toContain(
      secret,
    );
    expect(JSON.stringify(await bed.engine.history(name()))).not.toContain(
      secret,
    );
    const sum = createHash('sha256').update(secret).digest('hex');
    // What the step wrote is found, so what it was given would be, too.
    expect(await holds(sum)).toBe(true);
    expect(await holds(secret)).toBe(false);
  });

  it('with another value is no other image', async () => {
    const { output, status } = await build('another value');
    expect(status).toBe(0);
    expect(output).toContain('0 to build, 1 to reuse');
  });
});

function build(value: string): Promise<Finished> {
  const env = { E2E_TOKEN: value };
  return bed.workspace.nx(['docker-build', 'private'], env);
}

function name(): string {
  return bed.localName('private');
}

/** Whether the text is anywhere in the image as `docker save` writes it. */
async function holds(text: string): Promise<boolean> {
  let end = '';
  for await (const chunk of await bed.engine.save(name())) {
    const part = end + (chunk as Buffer).toString('latin1');
    if (part.includes(text)) return true;
    end = part.slice(-text.length);
  }
  return false;
}
