import type { BuildRequest } from '../engine';

/** https://docs.docker.com/reference/api/engine/ (ImageBuild) */
export function renderBuildQuery(
  request: BuildRequest,
  session: string,
  buildid: string,
): Record<string, string | string[]> {
  const { target } = request;
  return {
    /** BuildKit; without it the engine's old builder would run. */
    version: '2',
    session,
    buildid,
    rm: '1',
    t: request.tags,
    dockerfile: request.dockerfile,
    platform: request.platform,
    buildargs: JSON.stringify({
      ...request.buildArgs,
      BUILDKIT_INLINE_CACHE: '1',
    }),
    labels: JSON.stringify(request.labels),
    cachefrom: JSON.stringify(request.cacheFrom),
    ...(target !== undefined && { target }),
    ...(request.network && { networkmode: request.network }),
  };
}
