import { BrickyardError } from '../errors';
import type { Flavour } from '../flavour/flavour';
import { findRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import type { Workspace } from '../workspace/workspace';

/** One flavour for one runtime: what becomes an image. */
export interface ImageTarget {
  /** `python@17.3-LTS` */
  id: string;
  flavour: Flavour;
  runtime: Runtime;
  /** The flavour's first runtime: its image is also `latest`. */
  isFirst: boolean;
}

export function imageId(flavour: string, runtime: string): string {
  return `${flavour}@${runtime}`;
}

/**
 * Every image of the workspace. A profile's runtime takes the place of all
 * others. Throws RUNTIME_UNKNOWN.
 */
export function listTargets({
  flavours,
  runtimes,
  options,
}: Workspace): ImageTarget[] {
  return flavours.flatMap((flavour) => {
    const lines = flavour.definition.runtimes.map((line) =>
      findLine(runtimes, line, `${flavour.path}/image.ts: runtimes`),
    );
    const used =
      options.runtime === undefined
        ? lines
        : [findLine(runtimes, options.runtime, 'runtime of the profile')];
    return used.map((runtime, index) => ({
      id: imageId(flavour.name, runtime.name),
      flavour,
      runtime,
      isFirst: index === 0,
    }));
  });
}

/** `place` is where the line is named. */
function findLine(
  runtimes: readonly Runtime[],
  line: string,
  place: string,
): Runtime {
  try {
    return findRuntime(runtimes, line);
  } catch (cause) {
    const { message, hint } = cause as BrickyardError;
    throw new BrickyardError('RUNTIME_UNKNOWN', `${place}: ${message}`, {
      cause,
      hint,
    });
  }
}
