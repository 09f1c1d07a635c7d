import { BrickyardError } from '../../errors';
import { parseReference } from '../../reference/parse-reference';
import { familiarName } from '../../reference/print-reference';
import type { EngineImage } from '../engine';
import type { FakeImage } from './fake-image';

/** The images of a FakeEngine, and their names. */
export class FakeImageStore {
  readonly #images = new Map<string, FakeImage>();
  readonly #tags = new Map<string, string>();
  readonly #digests = new Map<string, Set<string>>();

  add(image: FakeImage, tags: readonly string[]): void {
    this.#images.set(image.id, image);
    for (const tag of tags) this.tag(image.id, tag);
  }

  tag(id: string, tag: string): void {
    this.#tags.set(tagKey(tag), id);
  }

  addDigest(id: string, reference: string, digest: string): void {
    const digests = this.#digests.get(id) ?? new Set();
    this.#digests.set(id, digests.add(`${nameOf(reference)}@${digest}`));
  }

  /** As the engine does: removes a name, and the image with its last name. */
  remove(reference: string): void {
    const image = this.find(reference);
    if (image === undefined) return;
    const { tags } = this.describe(image);
    if (reference === image.id && tags.length > 1) throw inUseError(reference);
    const gone = reference === image.id ? tags : [tagKey(reference)];
    for (const tag of gone) this.#tags.delete(tag);
    if (tags.length > gone.length) return;
    this.#images.delete(image.id);
    this.#digests.delete(image.id);
  }

  listTagged(): EngineImage[] {
    const ids = new Set(this.#tags.values());
    return [...ids].map((id) => this.describe(this.expect(id)));
  }

  find(reference: string): FakeImage | undefined {
    if (this.#images.has(reference)) return this.#images.get(reference);
    for (const [id, digests] of this.#digests) {
      if (digests.has(reference)) return this.#images.get(id);
    }
    return this.#images.get(this.#tags.get(tagKey(reference)) ?? '');
  }

  expect(reference: string): FakeImage {
    const image = this.find(reference);
    if (image !== undefined) return image;
    const message = `the engine has no image ${reference}`;
    throw new BrickyardError('ENGINE_FAILED', message);
  }

  describe({ id, labels }: FakeImage): EngineImage {
    const tags = [...this.#tags].filter(([, image]) => image === id);
    return {
      id,
      tags: tags.map(([tag]) => tag),
      digests: [...(this.#digests.get(id) ?? [])],
      labels,
      created: new Date(0).toISOString(),
    };
  }
}

function inUseError(id: string): BrickyardError {
  const message = `cannot remove ${id}: it has several names`;
  return new BrickyardError('ENGINE_FAILED', message);
}

/** As the engine prints it; `x` and `docker.io/library/x:latest` are one. */
function tagKey(reference: string): string {
  const { tag = 'latest' } = parseReference(reference);
  return `${nameOf(reference)}:${tag}`;
}

function nameOf(reference: string): string {
  const { registry, repository } = parseReference(reference);
  return familiarName({ registry, repository });
}
