import { Readable } from 'node:stream';

import type { Engine, PushEvent } from '../engine';
import { describeAttached } from './attach-contract';
import { describeContainers, describeRemoval } from './container-contract';
import {
  brokenStream,
  build,
  ignore,
  NAME,
  requestOf,
} from './contract-request';
import { describeFiles } from './files-contract';

export interface EngineUnderTest {
  engine: Engine;
  /** `host/repository` that a push may write to without a password. */
  repository: string;
  /** The registry's digest for a tag, or `undefined`. */
  headDigest: (repository: string, tag: string) => Promise<string | undefined>;
  /** An image in the engine that has a shell. */
  runnable: string;
  /** Names of the containers that the engine under test has made and not removed. */
  listContainers: () => Promise<string[]>;
}

/** What every Engine does: run on the fake, and on a real daemon in e2e. */
export function describeEngineContract(
  name: string,
  makeEngine: () => Promise<EngineUnderTest>,
): void {
  describe(`Engine contract: ${name}`, () => {
    let subject: EngineUnderTest;
    beforeAll(async () => {
      subject = await makeEngine();
    });
    afterAll(() => subject.engine.close());

    describeBuild(() => subject);
    describeFailedBuild(() => subject);
    describeTags(() => subject);
    describeTransfer(() => subject);
    describeContainers(() => subject);
    describeAttached(() => subject);
    describeFiles(() => subject);
    describeRemoval(() => subject.engine);
  });
}

function describeBuild(subject: () => EngineUnderTest): void {
  it('finds what it built by id and by each tag', async () => {
    const { engine } = subject();
    const tags = [`${NAME}:a`, `${NAME}:b`];
    const { id } = await build(engine, { tags, labels: { team: 'data' } });
    for (const name of [id, ...tags]) {
      const image = await engine.inspectImage(name);
      expect(image).toMatchObject({ id, labels: { team: 'data' } });
      expect(image?.tags).toEqual(expect.arrayContaining(tags));
    }
  });

  it('lists images with their tags, labels and an ISO time', async () => {
    const { engine } = subject();
    const { id } = await build(engine, { labels: { team: 'list' } });
    const image = (await engine.listImages()).find((i) => i.id === id);
    expect(image).toMatchObject({ labels: { team: 'list' } });
    expect(image?.tags).toContain(`${NAME}:latest`);
    expect(image?.created).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('builds the same id from the same request, another from another', async () => {
    const { engine } = subject();
    const first = await build(engine, {});
    expect(await build(engine, {})).toEqual(first);
    expect(await build(engine, {}, 'changed')).not.toEqual(first);
  });

  it('measures the files of an image, not what they are packed into', async () => {
    const { engine } = subject();
    const sizes: (number | undefined)[] = [];
    for (const content of ['', ' '.repeat(1_024_000)]) {
      const { id } = await build(engine, {}, content);
      sizes.push(await engine.measureImage(id));
    }
    const [without = NaN, withIt = NaN] = sizes;
    expect(withIt - without).toBe(1_024_000);
  });

  it('tells the layers of an image by their contents', async () => {
    const { engine } = subject();
    // At once: the second one takes the tag of the first, which is gone then with
    // containerd's store.
    const { id } = await build(engine, {}, 'a');
    const layers = (await engine.listLayers(id)) ?? [];
    const other = await build(engine, {}, 'b');
    const others = (await engine.listLayers(other.id)) ?? [];
    expect(layers.length).toBeGreaterThan(0);
    for (const { unpacked, size } of layers) {
      expect(unpacked).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(size).toBeGreaterThanOrEqual(0);
    }
    expect(layers.at(-1)).not.toEqual(others.at(-1));
    expect(layers.slice(0, -1)).toEqual(others.slice(0, -1));
  });

  it('tells of steps while it builds', async () => {
    const states: string[] = [];
    await subject().engine.buildImage(requestOf({}, 'steps'), (event) => {
      if (event.type === 'step') states.push(event.state);
    });
    expect(states).toContain('done');
  });

  it('keeps builds apart that run at once', async () => {
    const { engine } = subject();
    const contents = ['p', 'q', 'r', 's'];
    const built = await Promise.all(
      contents.map((text) =>
        build(engine, { tags: [`${NAME}:${text}`] }, text),
      ),
    );
    const ids = built.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
}

function describeFailedBuild(subject: () => EngineUnderTest): void {
  const tags = [`${NAME}:never`];

  it("rejects with the context's own error and tags nothing", async () => {
    const { engine } = subject();
    const changed = { name: 'BrickyardError', code: 'CONTEXT_CHANGED' };
    const context = brokenStream(Object.assign(new Error('it'), changed));
    await expect(
      engine.buildImage({ ...requestOf({ tags }), context }, ignore),
    ).rejects.toMatchObject({ code: 'CONTEXT_CHANGED' });
    expect(await engine.inspectImage(`${NAME}:never`)).toBeUndefined();
  });

  it('rejects INTERRUPTED when aborted before or during a build', async () => {
    const { engine } = subject();
    const during = new AbortController();
    const context = new Readable({ read: () => during.abort() });
    const requests = [
      { ...requestOf({ tags }), signal: AbortSignal.abort() },
      { ...requestOf({ tags }), context, signal: during.signal },
    ];
    for (const request of requests) {
      await expect(engine.buildImage(request, ignore)).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      expect(request.context.destroyed).toBe(true);
    }
    expect(await engine.inspectImage(`${NAME}:never`)).toBeUndefined();
  });
}

function describeTags(subject: () => EngineUnderTest): void {
  it('knows nothing of an image that is not there', async () => {
    const { engine } = subject();
    const id = `sha256:${'0'.repeat(64)}`;
    expect(await engine.inspectImage(`${NAME}:none`)).toBeUndefined();
    expect(await engine.inspectImage(id)).toBeUndefined();
    expect(await engine.measureImage(id)).toBeUndefined();
    expect(await engine.listLayers(id)).toBeUndefined();
  });

  // Of one that no tag names any more nothing is asked: engines differ in whether
  // they keep it.
  it('moves a tag from one image to another', async () => {
    const { engine } = subject();
    const tags = [`${NAME}:one`, `${NAME}:two`];
    const ids: string[] = [];
    for (const tag of tags) {
      ids.push((await build(engine, { tags: [tag] }, tag)).id);
      await engine.tagImage(tag, `${NAME}:moving`);
    }
    const image = await engine.inspectImage(`${NAME}:moving`);
    expect(image?.id).toBe(ids[1]);
    expect((await engine.inspectImage(tags[0] ?? ''))?.id).toBe(ids[0]);
  });

  it('rejects ENGINE_FAILED when the image to tag is not there', async () => {
    const tagged = subject().engine.tagImage(`${NAME}:none`, `${NAME}:x`);
    await expect(tagged).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
  });

  it('rejects ENGINE_FAILED for the history of what is not there', async () => {
    const history = subject().engine.listHistory(`${NAME}:none`);
    await expect(history).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
  });
}

function describeTransfer(subject: () => EngineUnderTest): void {
  it('pushes a tag and resolves to the digest that the registry holds', async () => {
    const { engine, repository, headDigest } = subject();
    const events: PushEvent[] = [];
    const { id } = await build(engine, {}, 'pushed');
    const reference = `${repository}:contract`;
    await engine.tagImage(id, reference);
    const result = await engine.pushImage(reference, undefined, (event) =>
      events.push(event),
    );
    expect(await headDigest(repository, 'contract')).toBe(result.digest);
    expect(events).not.toEqual([]);
    const image = await engine.inspectImage(reference);
    expect(image?.digests).toContain(`${repository}@${result.digest}`);
  });

  it('pulls what was pushed', async () => {
    const { engine, repository } = subject();
    await engine.pullImage(`${repository}:contract`, undefined, ignore);
    const image = await engine.inspectImage(`${repository}:contract`);
    expect(image).toBeDefined();
  });

  it.each([
    ['ENGINE_FAILED', 'push'],
    ['REGISTRY_NAME_UNKNOWN', 'pull'],
  ])('rejects %s for a %s of what is not there', async (code, action) => {
    const { engine, repository } = subject();
    const reference = `${repository}:none`;
    const done: Promise<unknown> =
      action === 'push'
        ? engine.pushImage(reference, undefined, ignore)
        : engine.pullImage(reference, undefined, ignore);
    await expect(done).rejects.toMatchObject({ code });
  });
}
