import { homedir } from 'node:os';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import type { Engine } from '../../brickyard/src/engine/engine';
import { describeRealEngine } from './engine-contract';
import { expectSuccess } from './expectations';
import { findEngineObstacle, startNewerEngine } from './newer-engine';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';
import { addTinyChain, showTiny, tinyFiles } from './tiny-flavours';

const obstacle = findEngineObstacle();
const unlessNone = obstacle === undefined ? describe : describe.skip;
const title = 'an engine that keeps images in containerd’s store';
const flavours = ['base', 'child', 'leaf'];

unlessNone(obstacle === undefined ? title : `${title} (${obstacle})`, () => {
  const own = { ...process.env };

  beforeAll(async () => {
    const { host, said } = await startNewerEngine('containerd');
    process.stderr.write(`${said}\n`);
    // What follows, and the commands that it starts, use this engine.
    process.env['DOCKER_HOST'] = host;
  });
  afterAll(() => {
    process.env = own;
  });

  describeRealEngine('DockerEngine with containerd’s store', async () => {
    const { host, socket } = await startNewerEngine('containerd');
    return { env: { DOCKER_HOST: host }, socket };
  });

  it('measures an image as this machine’s own engine does', async () => {
    const ubuntu = 'ubuntu:24.04';
    const base = readPlaceProfile(own).substitutes?.[ubuntu] ?? ubuntu;
    const [here = NaN, there = NaN] = await Promise.all(
      [own, process.env].map((env) => pullAndMeasure(base, env)),
    );
    expect(there).toBeGreaterThan(1e6);
    // Other stores count the names in a pulled layer's links, too.
    expect(Math.abs(there - here)).toBeLessThan(here / 1000);
  });

  describe('a chain of three flavours', () => {
    let bed: TestBed;

    beforeAll(async () => {
      bed = await TestBed.open();
      addTinyChain(bed);
    });
    beforeEach(() => bed.tap.reset());
    afterAll(() => bed?.close());

    it('is published by one run', async () => {
      const pushed = await bed.workspace.push();
      expectSuccess(pushed);
      expect(pushed.output).toContain('3 to build');
      expect(pushed.output).not.toContain(' copied ');
      await expectPublished(bed);
      const { id } = bed.workspace;
      expect(await showTiny(bed, 'leaf')).toBe(`${id}\npandas==2.2.3\n`);
    });

    it('is not built or sent again', async () => {
      const pushed = await bed.workspace.push();
      expectSuccess(pushed);
      expect(pushed.output).toContain('0 to build, 3 to reuse');
      expect(bed.tap.requests.length).toBeGreaterThan(0);
      expect(bed.tap.count('HEAD')).toBe(bed.tap.requests.length);
    });

    it('has a new version where something changed, on what is there', async () => {
      const before = await bed.publishedDigest('base', 'latest');
      bed.workspace.write(
        tinyFiles.requirements,
        'pandas==2.2.3\nrich==13.9.4\n',
      );
      const pushed = await bed.workspace.push();
      expectSuccess(pushed);
      expect(pushed.output).toContain('2 to build, 1 to reuse');
      await expectPublished(bed);
      expect(await bed.publishedDigest('base', 'latest')).toBe(before);
      const sent = bed.tap.uploadedBlobs;
      const old = await bed.layerDigests('base', 'latest');
      expect(sent.filter((digest) => old.includes(digest))).toEqual([]);
      expect(await showTiny(bed, 'leaf')).toContain('rich==13.9.4');
    });
  });
});

/** Every tag that was recorded names the digest that was recorded. */
async function expectPublished(bed: TestBed): Promise<void> {
  for (const flavour of flavours) {
    const { digest, tags } = bed.workspace.record(flavour);
    for (const tag of tags)
      expect(await bed.publishedDigest(flavour, tag)).toBe(digest);
    expect(await bed.publishedTags(flavour)).toEqual(
      expect.arrayContaining(tags),
    );
  }
}

async function pullAndMeasure(
  image: string,
  env: NodeJS.ProcessEnv,
): Promise<number | undefined> {
  const { platform } = process;
  const engine: Engine = connectEngine({ env, platform, home: homedir() });
  try {
    await engine.pullImage(image, undefined, () => undefined);
    return await engine.measureImage(image);
  } finally {
    engine.close();
  }
}
