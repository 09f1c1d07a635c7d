import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type Cluster, makeCluster } from '../../cluster/cluster';
import {
  type ClusterFile,
  type ClusterFileName,
  clusterFileNames,
} from '../../cluster/cluster-file-names';
import {
  compareDefinitions,
  describeApply,
} from '../../cluster/compare-definitions';
import { tryReadFile } from '../../files/try-read';
import { isLoopback } from '../../http/plain-http';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { publishedTags, repositoryOf } from '../names/published-name';
import type { Reporter } from '../shell/reporter';

export interface ClusterFilesContext {
  /** The workspace's folder. */
  root: string;
  options: Options;
  channel?: string;
  reporter: Reporter;
}

/**
 * Writes beside `image.json` what starts a cluster on the pushed image, and says
 * what applying it would do to what the files of the push before made. Files
 * that are no longer true are removed. An image that no cluster starts on has
 * no such files.
 */
export async function writeClusterFiles(
  image: KeyedImage,
  { digest }: { digest: string },
  context: ClusterFilesContext,
): Promise<ClusterFile[]> {
  const cluster = describe(image, digest, context);
  const files = cluster === undefined ? [] : await render(cluster);
  const before = readDefinition(image, context);
  for (const name of clusterFileNames) {
    const file = join(context.root, clusterFilePath(image, name));
    const text = files.find((one) => one.name === name)?.text;
    if (text === undefined) rmSync(file, { force: true });
    else writeChanged(file, text);
  }
  tellChange(image, { cluster, before, files }, context);
  if (cluster !== undefined) warnOf(cluster, image, context);
  return files;
}

/** What the last push from this folder wrote; CI that keeps no `dist` has none. */
function readDefinition(
  image: KeyedImage,
  { root }: ClusterFilesContext,
): ClusterFile[] {
  return clusterFileNames.flatMap((name) => {
    const read = tryReadFile(join(root, clusterFilePath(image, name)));
    return 'value' in read ? [{ name, text: read.value.toString('utf8') }] : [];
  });
}

interface Rewritten {
  cluster?: Cluster;
  before: readonly ClusterFile[];
  files: readonly ClusterFile[];
}

function tellChange(
  image: KeyedImage,
  { cluster, before, files }: Rewritten,
  { reporter }: ClusterFilesContext,
): void {
  const path = clusterFilePath(image, 'cluster.json');
  if (cluster === undefined) {
    if (before.length === 0) return;
    const gone = `has no cluster definition any more: ${path} is gone`;
    reporter.line(image.id, `${gone}, and what was applied of it stays`);
    return;
  }
  const { accessMode, user } = cluster.definition;
  const hasNoUser = accessMode !== 'standard' && user === undefined;
  const who = hasNoUser ? ' without a user (name one when you apply it)' : '';
  const change = compareDefinitions(before, files);
  const since = change
    ? `since the push before: ${describeApply(change)}`
    : 'nothing of a push before lies there to compare it with';
  reporter.line(image.id, `has a cluster definition${who}: ${path}; ${since}`);
}

/** As `recordPath`: only runtimes after the first are named. */
export function clusterFilePath(
  { flavour, runtime, isFirst }: KeyedImage,
  name: ClusterFileName,
): string {
  const dot = name.indexOf('.');
  const line = isFirst ? '' : `.${runtime.name}`;
  return `dist/${flavour.path}/${name.slice(0, dot)}${line}${name.slice(dot)}`;
}

function describe(
  image: KeyedImage,
  digest: string,
  { options, channel, reporter }: ClusterFilesContext,
): Cluster | undefined {
  const { flavour, runtime } = image;
  const definition = flavour.definition.cluster;
  if (definition === undefined) return undefined;
  const at = repositoryOf(image, options);
  const [floatingTag] = publishedTags(image, options, channel);
  const cluster = makeCluster({
    flavour,
    definition,
    runtime,
    image: {
      reference: { ...at, tag: keyTag(image.key) },
      floatingTag,
      digest,
    },
    options: options.clusters,
  });
  if (cluster === undefined) {
    const why = `${runtime.name} is not a Databricks runtime, so no cluster starts on its images`;
    reporter.line(image.id, `has no cluster definition: ${why}`);
  }
  return cluster;
}

async function render(cluster: Cluster): Promise<ClusterFile[]> {
  // A run without clusters need not load what writes YAML.
  const { renderDefinition } = await import('../../cluster/render-definition');
  return renderDefinition(cluster);
}

function writeChanged(file: string, text: string): void {
  const before = tryReadFile(file);
  if ('value' in before && before.value.toString('utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function warnOf(
  { definition }: Cluster,
  image: KeyedImage,
  { options, reporter }: ClusterFilesContext,
): void {
  const path = clusterFilePath(image, 'cluster.json');
  const host = options.registry.replace(/:\d+$/, '');
  if (isLoopback(host)) {
    reporter.warn(
      `${image.id}: ${path} names an image in ${options.registry}, which is on this machine: no cluster reaches it`,
    );
  }
  if (definition.accessMode === 'standard') {
    reporter.warn(
      `${image.id}: custom containers in standard access mode are a Beta of Databricks, with base images of its own; ask for it, or write dedicated`,
    );
  }
}
