import { BrickyardError } from '../errors';
import type { Flavour } from '../flavour/flavour';
import { findRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import type { Options } from '../workspace/options';
import type { Workspace } from '../workspace/workspace';

/** One flavour for one runtime: what becomes an image. */
export interface ImageTarget {
  /** `python@17.3-LTS` */
  id: string;
  flavour: Flavour;
  runtime: Runtime;
  /** The lines of image.ts that this one stands for: itself, unless a profile replaces them. */
  lines: readonly string[];
  /** The flavour's first runtime: its image is also `latest`. */
  isFirst: boolean;
}

export function imageId(flavour: string, runtime: string): string {
  return `${flavour}@${runtime}`;
}

/**
 * Every image of the workspace. A profile's runtime replaces all others, or
 * each of its entries replaces one. Throws RUNTIME_UNKNOWN.
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
    const used = lines.map((line) => {
      const other = replacementOf(line, options.runtime);
      return other === undefined
        ? line
        : findLine(runtimes, other, 'runtime of the profile');
    });
    return [...new Set(used)].map((runtime, index) => ({
      id: imageId(flavour.name, runtime.name),
      flavour,
      runtime,
      lines: flavour.definition.runtimes.filter(
        (_, at) => used[at] === runtime,
      ),
      isFirst: index === 0,
    }));
  });
}

function replacementOf(
  line: Runtime,
  runtime: Options['runtime'],
): string | undefined {
  return typeof runtime === 'object' ? runtime[line.name] : runtime;
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
