import { parseDockerHost } from '../../brickyard/src/engine/connection/endpoint';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import { describeContainers } from '../../brickyard/src/engine/testing/container-contract';
import type { BuildPlan } from '../../brickyard/src/plan/build-plan';
import { expectFailure, expectSuccess } from './expectations';
import { findLabProgram } from './lab-program';
import { PodmanEngine } from './podman-engine';
import { TestBed } from './test-bed';

const waived = `export default {
  runtimes: ['17.3-LTS'],
  waivers: ['JDK-01', 'SYS-01', 'SYS-02'].map((rule) => ({ rule, reason: 'no cluster starts on it' })),
};
`;

describe('Podman in place of Docker', () => {
  let bed: TestBed;
  let podman: PodmanEngine;
  let engine: DockerEngine;
  let planned: BuildPlan;

  beforeAll(async () => {
    bed = await TestBed.open();
    const { workspace } = bed;
    workspace.addFlavour('base', {
      Dockerfile: 'FROM ubuntu:24.04\nRUN echo base > /base\n',
      'image.ts': waived,
      'tests/shell.sh': 'test "$(cat /base)" = base\n',
    });
    workspace.addFlavour('child', {
      Dockerfile: `FROM ${workspace.namespace}/base\nRUN echo child > /child\n`,
      'image.ts': waived,
    });
    workspace.commit('two flavours');
    await workspace.publish();
    planned = await workspace.plan();
    // What Docker wrote down would answer some of the questions below.
    workspace.remove('dist');
    const program = findLabProgram('podman.sh');
    if (program === undefined) throw new Error('the nightly tests need podman');
    podman = await PodmanEngine.start(program, [bed.tap.host]);
    engine = new DockerEngine(parseDockerHost(podman.address));
  });
  afterAll(async () => {
    engine?.close();
    await podman?.close();
    await bed?.close();
  });

  const published = (flavour: string) =>
    `${bed.tap.host}/${bed.repository(flavour).repository}:latest`;
  const brickyard = (...words: string[]) =>
    bed.workspace.brickyard(words, podman.env);
  const nx = (...words: string[]) => bed.workspace.nx(words, podman.env);

  it('plans the same, with what the registry has', async () => {
    const { images } = await bed.workspace.plan(podman.env);
    const strip = ({ key, action }: BuildPlan['images'][number]) => ({
      ...{ key, action },
    });
    expect(images.map(strip)).toEqual(planned.images.map(strip));
    expect(images.map(({ foundIn }) => foundIn)).toEqual([
      'registry',
      'registry',
    ]);
  });

  it('looks into an image of a registry', async () => {
    const { output } = await brickyard('doctor', published('base'));
    expect(output).toContain('looking into it in a container');
    expect(output).toMatch(/base:latest on \S+: .* from \d+ rules/);
    expect(await podman.probe.listContainers(published('base'))).toEqual([]);
  });

  it('tests a published image', async () => {
    const tested = await nx('run', 'base:docker-test');
    expectSuccess(tested);
    expect(tested.output).toMatch(/^base@\S+ +1 test passed/m);
  });

  it('brings a published image into the engine, under its names', async () => {
    expectSuccess(await nx('run', 'child:docker-build', '--load'));
    expect(await podman.probe.inspect(bed.localName('child'))).toBeDefined();
    const { images } = await bed.workspace.plan(podman.env);
    expect(images.map(({ foundIn }) => foundIn)).toEqual(['engine', 'engine']);
  });

  it('compares two images', async () => {
    const finished = await brickyard(
      ...['diff', published('base'), published('child')],
    );
    expectSuccess(finished);
    expect(finished.output).toContain('no package differs');
  });

  describe('as an Engine', () => {
    beforeAll(() => engine.pullImage(published('base'), undefined, () => {}));

    describeContainers(() => ({
      engine,
      runnable: published('base'),
      listContainers: () => podman.probe.listContainers(published('base')),
      repository: `${bed.tap.host}/none`,
      headDigest: () => Promise.reject(new Error('containers push nothing')),
    }));
  });

  it('says what is missing for a build, and what to do', async () => {
    const changed = 'FROM ubuntu:24.04\nRUN echo other > /base\n';
    bed.workspace.write('packages/base/Dockerfile', changed);
    const built = await nx('run-many', '-t', 'docker-build');
    const at = `at ${podman.address} cannot build: its API has no BuildKit`;
    expectFailure(built, 'ENGINE_FAILED', 'Podman ', at, 'DOCKER_HOST=');
  });
});
