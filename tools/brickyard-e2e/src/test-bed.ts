import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { isReferrersTag } from '../../brickyard/src/registry/referrers/referrers-index';
import type { Descriptor } from '../../brickyard/src/registry/registry';
import type { Account } from './accounts';
import { EngineProbe } from './engine-probe';
import { type RegistryAuth, RegistryProcess } from './registry-process';
import { RegistryTap } from './registry-tap';
import { ScratchWorkspace } from './scratch-workspace';
import {
  type SharedFlavour,
  sharedNamespace,
  takeFlavours,
} from './shared-flavours';

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
interface ImageManifest {
  config: Descriptor;
  layers: Descriptor[];
}

/** A workspace, a registry behind a tap, and this machine's engine. */
export class TestBed {
  readonly registry: RegistryProcess;
  readonly tap: RegistryTap;
  readonly workspace: ScratchWorkspace;
  readonly engine = new EngineProbe();
  /** Bypasses the tap, so that inspecting does not count. */
  readonly published: HttpRegistry;
  readonly #isShared: boolean;

  /** `account` inspects a registry that has `auth`. */
  static async open(auth?: RegistryAuth, account?: Account): Promise<TestBed> {
    const registry = await RegistryProcess.start({ auth });
    const tap = await RegistryTap.start(registry.host);
    return new TestBed(registry, tap, { account });
  }

  /**
   * With these packages of this repository, built. Other files use the same images
   * under the same names: a test changes none of them, and has names of its own.
   */
  static async openWith(flavours: readonly SharedFlavour[]): Promise<TestBed> {
    const registry = await RegistryProcess.start();
    const tap = await RegistryTap.start(registry.host);
    const bed = new TestBed(registry, tap, { namespace: sharedNamespace() });
    try {
      await takeFlavours(bed.workspace, flavours);
      return bed;
    } catch (error) {
      await bed.close();
      throw error;
    }
  }

  private constructor(
    registry: RegistryProcess,
    tap: RegistryTap,
    { account, namespace }: { account?: Account; namespace?: string },
  ) {
    this.registry = registry;
    this.tap = tap;
    this.workspace = new ScratchWorkspace(tap.host, namespace);
    this.#isShared = namespace !== undefined;
    this.published = new HttpRegistry({
      credentialsFor: () => Promise.resolve(account),
      env: {},
    });
  }

  /** A flavour's repository, bypassing the tap. */
  repository(flavour: string) {
    const repository = `${this.workspace.namespace}/${flavour}`;
    return { registry: this.registry.host, repository };
  }

  /** The engine's name for a flavour's image. */
  localName(flavour: string, tag = 'latest'): string {
    return `${this.workspace.namespace}/${flavour}:${tag}`;
  }

  /** The tags of a flavour's images in the registry, sorted. */
  async publishedTags(flavour: string): Promise<string[]> {
    const tags = await this.published.listTags(this.repository(flavour));
    return tags.filter((tag) => !isReferrersTag(tag)).sort();
  }

  /** The digest of a tag in the registry. */
  async publishedDigest(
    flavour: string,
    tag: string,
  ): Promise<string | undefined> {
    const at = this.repository(flavour);
    return (await this.published.headManifest(at, tag))?.digest;
  }

  /** The manifest behind a tag or digest, as far as tests look at it. */
  async publishedManifest(
    flavour: string,
    reference: string,
  ): Promise<ImageManifest> {
    const at = this.repository(flavour);
    const manifest = await this.published.getManifest(at, reference);
    if (!manifest) throw new Error(`${flavour}:${reference} is not published`);
    return JSON.parse(String(Buffer.from(manifest.bytes))) as ImageManifest;
  }

  async layerDigests(flavour: string, reference: string): Promise<string[]> {
    const { layers } = await this.publishedManifest(flavour, reference);
    return layers.map(({ digest }) => digest);
  }

  /** Layers of these flavours that were downloaded through the tap. */
  async downloadedLayers(flavours: readonly string[]): Promise<string[]> {
    const each = await Promise.all(
      flavours.map((name) => this.layerDigests(name, 'latest')),
    );
    const gets = this.tap.requests.filter(({ method }) => method === 'GET');
    return each
      .flat()
      .filter((digest) => gets.some(({ path }) => path.endsWith(digest)));
  }

  /** Every tag of this bed in the engine. */
  localTags(): Promise<string[]> {
    return this.engine.listTags(`${this.workspace.namespace}/`);
  }

  /**
   * Removes everything of this bed from the engine. What is in
   * the shared namespace goes at the end of the run.
   */
  forgetImages(): Promise<void> {
    const built = this.#isShared ? [] : [`${this.workspace.namespace}/`];
    return this.engine.removeImages([...built, `${this.tap.host}/`]);
  }

  async close(): Promise<void> {
    this.workspace.close();
    await this.forgetImages();
    await this.tap.close();
    await this.registry.close();
  }
}
