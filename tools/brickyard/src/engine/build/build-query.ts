import type { BuildRequest } from '../engine';

export interface BuildCall {
  /** Ids. */
  session: string;
  build: string;
  /** In place of an image. */
  output?: 'tar';
}

/** https://docs.docker.com/reference/api/engine/ (ImageBuild) */
export function renderBuildQuery(
  request: BuildRequest,
  { session, build, output }: BuildCall,
): Record<string, string | string[]> {
  const { target } = request;
  return {
    ...(output !== undefined && {
      outputs: JSON.stringify([{ Type: output, Attrs: {} }]),
    }),
    /** BuildKit; without it the engine's old builder would run. */
    version: '2',
    session,
    buildid: build,
    rm: '1',
    t: request.tags,
    dockerfile: request.dockerfile,
    platform: request.platform,
    buildargs: JSON.stringify({
      ...request.buildArgs,
      // A result that is no image has no place for it, and making it takes a while.
      ...(output === undefined && { BUILDKIT_INLINE_CACHE: '1' }),
    }),
    labels: JSON.stringify(request.labels),
    cachefrom: JSON.stringify(request.cacheFrom),
    ...(target !== undefined && { target }),
    ...(request.network && { networkmode: request.network }),
  };
}
