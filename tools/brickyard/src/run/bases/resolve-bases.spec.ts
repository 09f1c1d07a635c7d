import { TestWorkspace } from '../testing/test-workspace';

const other = `sha256:${'0'.repeat(64)}`;
let workspace: TestWorkspace;
let name: string;
let digest: string;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  digest = await workspace.publish('base/tools', '1', 'tools');
  name = `${workspace.memory.host}/base/tools:1`;
});
afterEach(() => workspace.close());

/** What a build of these bases is told to use. */
async function basesOf(...lines: string[]) {
  workspace.addFlavour('one', { Dockerfile: `${lines.join('\n')}\n` });
  const { bases } = await workspace.prepare();
  return Object.fromEntries(
    [...bases].map(([written, base]) => [written, base.digest]),
  );
}

describe('resolveBases', () => {
  it('takes what images.lock.json says, and asks nobody', async () => {
    workspace.write('images.lock.json', { [name]: other });
    workspace.memory.requests.length = 0;
    expect(await basesOf(`FROM ${name}`)).toEqual({ [name]: other });
    expect(workspace.memory.count('HEAD', /base/)).toBe(0);
    expect(workspace.warnings).toEqual([]);
  });

  it('knows an entry however it is written', async () => {
    workspace.write('profile.json', {});
    workspace.write('images.lock.json', { 'library/ubuntu:latest': other });
    const long = 'docker.io/library/ubuntu';
    const bases = await basesOf('FROM ubuntu', `COPY --from=${long} /a /`);
    expect(bases).toEqual({ ubuntu: other, [long]: other });
  });

  it('never takes the entry of what a profile substitutes', async () => {
    const base = await workspace.publishBase('two');
    workspace.write('images.lock.json', {
      'ubuntu:24.04': other,
      [`${workspace.memory.host}/base/ubuntu:24.04`]: other,
    });
    expect(await basesOf('FROM ubuntu:24.04')).toEqual({
      'ubuntu:24.04': base,
    });
    expect(workspace.warnings).toEqual([]);
  });

  it('asks once for what the lock lacks, and says so once', async () => {
    const same = `COPY --from=${name} /a /`;
    workspace.addFlavour('two', { Dockerfile: `FROM ${name}\n` });
    expect(await basesOf(`FROM ${name}`, same)).toEqual({ [name]: digest });
    expect(workspace.warnings).toEqual([
      `${name} is not in images.lock.json, so what its registry has now is used\n  hint: npx brickyard refresh`,
    ]);
    expect(workspace.memory.count('HEAD', /tools\/manifests/)).toBe(1);
  });

  it('asks once for one reference that is written in two ways', async () => {
    const latest = await workspace.publish('base/two', 'latest', 'two');
    const two = `${workspace.memory.host}/base/two`;
    const bases = await basesOf(`FROM ${two}`, `COPY --from=${two}:latest / /`);
    expect(bases).toEqual({ [two]: latest, [`${two}:latest`]: latest });
    expect(workspace.memory.count('HEAD', /two\/manifests/)).toBe(1);
    expect(workspace.warnings).toHaveLength(1);
  });

  it('takes a digest that the Dockerfile writes, whatever the lock says', async () => {
    workspace.write('images.lock.json', { [name]: other });
    const pinned = `${name}@${digest}`;
    expect(await basesOf(`FROM ${pinned}`)).toEqual({ [pinned]: digest });
    expect(workspace.warnings).toEqual([]);
  });

  it('names the substitute that a registry has not', async () => {
    const host = workspace.memory.host;
    workspace.write('profile.json', {
      substitutes: { 'ubuntu:24.04': `${host}/base/gone:1` },
    });
    await basesOf('FROM ubuntu:24.04');
    expect(workspace.warnings).toEqual([
      `ubuntu:24.04: ${host} has no base/gone:1, which the profile has in its place`,
    ]);
  });

  it('has no digest for what nobody knows', async () => {
    const gone = `${workspace.memory.host}/base/gone:1`;
    expect(await basesOf(`FROM ${gone}`)).toEqual({ [gone]: undefined });
    expect(workspace.warnings).toEqual([
      `${gone}: ${workspace.memory.host} has no base/gone:1`,
    ]);
  });
});
