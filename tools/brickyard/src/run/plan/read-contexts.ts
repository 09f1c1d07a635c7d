import type { ContextEntry } from '../../context/context-entry';
import { readContext } from '../../context/read-context';
import { type BrickyardError, isReportable } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import { runtimeContextFiles } from '../../runtime/context-files';
import { certificateFiles } from '../../workspace/certificate-files';
import type { Workspace } from '../../workspace/workspace';

export type Contexts = Map<string, readonly ContextEntry[]>;

/** The files that enter each image's build, by its id, and why they cannot be known. */
export async function readContexts(
  images: readonly ResolvedImage[],
  { certificates }: Pick<Workspace, 'certificates'>,
): Promise<{ contexts: Contexts; faults: Map<string, BrickyardError> }> {
  const contexts: Contexts = new Map();
  const faults = new Map<string, BrickyardError>();
  // The images of a flavour have the same files, each for another line.
  const read = new Map<Flavour, Map<string, ContextEntry>>();
  for (const { id, flavour, runtime, use } of images) {
    const { folder, path: name, ignore } = flavour;
    const added = [
      ...runtimeContextFiles(runtime),
      ...certificateFiles(certificates),
    ];
    const known = read.get(flavour) ?? new Map<string, ContextEntry>();
    read.set(flavour, known);
    const request = { folder, name, ignore, uses: use.context, added, known };
    try {
      contexts.set(id, await readContext(request));
    } catch (error) {
      if (!isReportable(error)) throw error;
      faults.set(id, error);
    }
  }
  return { contexts, faults };
}
