import { packContext } from '../../brickyard/src/context/pack';
import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import {
  addSizes,
  type BuildBench,
  type Figures,
  makeCold,
  settleDisk,
} from './build-bench';
import type { PlainImage } from './plain-images';
import { tell, tellSeconds } from './progress';

export async function buildPlain(
  bench: BuildBench,
  { name, files, changed }: PlainImage,
  figures: Figures,
): Promise<void> {
  const { engine, registry } = bench;
  const tag = `${registry.host}/plain/${name}`;
  makeCold(bench);
  const publish = (files: PlainImage['files'], version: string) => {
    tell(`  plain Dockerfile, ${version}`);
    return timed(async () => {
      await buildFiles(bench, files, `${tag}:${version}`);
      engine.docker('push', '--quiet', `${tag}:${version}`);
    });
  };
  figures.cold.push(await publish(files, 'cold'));
  settleDisk();
  figures.change.push(await publish(changed, 'changed'));
  await addSizes(bench, `plain/${name}`, ['cold', 'changed'], figures);
}

/** With the builder that Brickyard uses, so that only the Dockerfile differs. */
async function buildFiles(
  { engine, place }: BuildBench,
  files: Readonly<Record<string, string>>,
  tag: string,
): Promise<void> {
  const { Dockerfile: dockerfile = '', ...others } = files;
  const daemon = connectEngine({
    env: { ...process.env, ...engine.env },
    platform: process.platform,
    home: '/nonexistent',
  });
  const entries = Object.entries(others).map(([path, content]) => {
    const size = Buffer.byteLength(content);
    return {
      ...{ kind: 'file' as const, path, content, size },
      ...{ executable: false, digest: '' },
    };
  });
  try {
    await daemon.buildImage(
      {
        context: packContext({
          folder: '/nonexistent',
          name: tag,
          entries,
          dockerfile,
        }),
        dockerfile: 'Dockerfile',
        platform: 'linux/amd64',
        buildArgs: {},
        labels: {},
        tags: [tag],
        cacheFrom: [],
        secrets: {},
        network: place.network,
        credentials: () => Promise.resolve(undefined),
      },
      () => undefined,
    );
  } finally {
    daemon.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  tellSeconds(seconds);
  return seconds;
}
