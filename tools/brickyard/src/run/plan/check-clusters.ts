import {
  checkCluster,
  type ClusterFault,
  type ClusterSubject,
} from '../../cluster/check-cluster';
import { checkSharedNames } from '../../cluster/check-shared-names';
import { type BrickyardError, type Problem, problemsError } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import { placeInDefinition } from '../../flavour/place-in-definition';
import type { ResolvedImage } from '../../plan/resolve-image';
import { findRuntime } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';

/** By image id: FLAVOUR_INVALID for clusters that would not start on these images, with their lines. */
export function findClusterFaults(
  images: readonly ResolvedImage[],
  workspace: ClustersOf,
): Map<string, BrickyardError> {
  const errors = new Map<Flavour, BrickyardError>();
  for (const [flavour, { use }] of byFlavour(images)) {
    if (flavour.definition.cluster === undefined) continue;
    const problems = use.fromScratch
      ? [libraryProblem(flavour)]
      : check(flavour, workspace);
    if (problems.length > 0)
      errors.set(flavour, problemsError('FLAVOUR_INVALID', problems));
  }
  return new Map(
    images.flatMap(({ id, flavour }) => {
      const error = errors.get(flavour);
      return error === undefined ? [] : [[id, error]];
    }),
  );
}

function byFlavour(
  images: readonly ResolvedImage[],
): Map<Flavour, ResolvedImage> {
  return new Map(images.map((image) => [image.flavour, image]));
}

type ClustersOf = Pick<Workspace, 'runtimes' | 'options' | 'flavours'>;

function check(flavour: Flavour, workspace: ClustersOf): Problem[] {
  const [subject] = describe(flavour, workspace);
  if (subject === undefined) return [];
  const all = workspace.flavours.flatMap((one) => describe(one, workspace));
  const faults = [...checkCluster(subject), ...checkSharedNames(subject, all)];
  return faults.map((fault) => toProblem(flavour, fault));
}

/** None for a flavour that is for no cluster. */
function describe(
  { name, definition }: Flavour,
  { runtimes, options }: ClustersOf,
): ClusterSubject[] {
  const { cluster, languages, runtimes: lines } = definition;
  if (cluster === undefined) return [];
  return [
    {
      flavour: name,
      definition: cluster,
      languages,
      runtimes: lines.map((line) => findRuntime(runtimes, line)),
      options: options.clusters,
    },
  ];
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
