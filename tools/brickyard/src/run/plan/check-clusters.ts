import { checkCluster, type ClusterFault } from '../../cluster/check-cluster';
import { type Problem, problemsError } from '../../errors';
import type { ClusterDefinition } from '../../flavour/cluster-definition';
import type { Flavour } from '../../flavour/flavour';
import { placeInDefinition } from '../../flavour/place-in-definition';
import type { ResolvedImage } from '../../plan/resolve-image';
import { findRuntime } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';

/** Throws FLAVOUR_INVALID for clusters that would not start on these images, with their lines. */
export function checkClusters(
  images: readonly ResolvedImage[],
  workspace: Pick<Workspace, 'runtimes' | 'options'>,
): void {
  const byFlavour = new Map(images.map((image) => [image.flavour, image]));
  const problems = [...byFlavour].flatMap(([flavour, { use }]) => {
    if (flavour.definition.cluster === undefined) return [];
    return use.fromScratch
      ? [libraryProblem(flavour)]
      : check(flavour, flavour.definition.cluster, workspace);
  });
  if (problems.length > 0) throw problemsError('FLAVOUR_INVALID', problems);
}

function check(
  flavour: Flavour,
  definition: ClusterDefinition,
  { runtimes, options }: Pick<Workspace, 'runtimes' | 'options'>,
): Problem[] {
  const { languages, runtimes: lines } = flavour.definition;
  const faults = checkCluster({
    flavour: flavour.name,
    definition,
    languages,
    runtimes: lines.map((line) => findRuntime(runtimes, line)),
    options: options.clusters,
  });
  return faults.map((fault) => toProblem(flavour, fault));
}

function toProblem(flavour: Flavour, fault: ClusterFault): Problem {
  const { key, name, message } = fault;
  const path = [key === 'runtimes' ? key : `cluster.${key}`, name]
    .filter((part) => part !== undefined)
    .join(': ');
  const keys = [
    ...(key === 'runtimes' ? [] : ['cluster']),
    ...key.split('.'),
    ...(name === undefined ? [] : [name]),
  ];
  const place = placeInDefinition(flavour, keys);
  return { place, message: `${path}: ${message}` };
}

function libraryProblem(flavour: Flavour): Problem {
  const message =
    'cluster: a library ends FROM scratch, and no cluster starts on it';
  return { place: placeInDefinition(flavour, ['cluster']), message };
}
