import { listBuilderNeeds } from '../../dockerfile/list-builder-needs';
import { engineWith, findBuildkitVersion } from '../../engine/buildkit-version';
import { isReportable, renderPlace } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { Services } from '../shell/services';

/** Says which steps of these flavours the engine's BuildKit does not know. */
export async function warnOfNeeds(
  flavours: Iterable<Flavour>,
  { engine, warn }: Services,
): Promise<void> {
  const needs = [...new Set(flavours)].flatMap(({ path, dockerfileText }) =>
    listBuilderNeeds(dockerfileText).map((need) => ({
      ...need,
      place: { file: `${path}/Dockerfile`, line: need.line },
    })),
  );
  if (needs.length === 0) return;
  const version = await readVersion(engine);
  const own = findBuildkitVersion(version ?? '');
  if (own === undefined) return;
  for (const { place, what, buildkit } of needs) {
    if (buildkit <= own) continue;
    const newer = engineWith(buildkit);
    warn(
      `${renderPlace(place)}: ${what} needs BuildKit 0.${buildkit}, and Engine ${version} has 0.${own}: write # syntax=docker/dockerfile:1 in the first line, or use ${newer === undefined ? 'a newer engine' : `Engine ${newer} or newer`}`,
    );
  }
}

/** An engine that does not answer is told elsewhere. */
async function readVersion(
  engine: Services['engine'],
): Promise<string | undefined> {
  try {
    return await engine.version();
  } catch (error) {
    if (!isReportable(error)) throw error;
    return undefined;
  }
}
