import {
  extendSteps,
  originalLine,
  type StepExtension,
} from '../../dockerfile/extend-steps';
import { handOver, type StageFolder } from '../../dockerfile/hand-over';
import {
  mountSecrets,
  type SecretMounts,
} from '../../dockerfile/mount-secrets';
import {
  type Replacement,
  rewriteDockerfile,
} from '../../dockerfile/rewrite-dockerfile';
import { isBrickyardError, problemsError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { baseError, type Bases } from '../bases/resolve-bases';

export interface PinRequest {
  bases: Bases;
  /** What a FROM line becomes for a parent, by image id. */
  parentReferences: ReadonlyMap<string, string>;
  /** What every step gets in this place. */
  extension?: StepExtension;
  /** What the steps of one stage get besides. */
  mounts?: SecretMounts;
  /** What a stage after the last one has alone. */
  handsOver?: StageFolder;
}

export interface PinnedDockerfile {
  /** What is sent: every image in it is an exact one. */
  text: string;
  /** The same with the lines and steps that its author knows: for messages. */
  source: string;
}

/** Throws BASE_UNRESOLVED. */
export function pinDockerfile(
  image: ResolvedImage,
  { bases, parentReferences, extension, mounts, handsOver }: PinRequest,
): PinnedDockerfile {
  const { dockerfile, dockerfileText } = image.flavour;
  const externals = image.externals.map(({ range, image: name }) => {
    const base = bases.get(name);
    if (base?.digest === undefined) throw baseError(image, name, base);
    return { range, text: base.reference };
  });
  const parents = image.parents.map(({ range, id, image: name }) => {
    return { range, text: parentReferences.get(id) ?? name };
  });
  const names: Replacement[] = [...externals, ...parents];
  const source = rewriteDockerfile(dockerfileText, names);
  const steps = [
    ...(extension ? extendSteps(dockerfile, extension) : []),
    ...(mounts ? mountSecrets(dockerfile, mounts) : []),
    ...(handsOver ? [handOver(dockerfile, dockerfileText, handsOver)] : []),
  ];
  return {
    text: rewriteDockerfile(dockerfileText, [...names, ...steps]),
    source,
  };
}

/** An engine's complaint about the form of an extended Dockerfile, by the lines on disk. */
export function inOriginalLines(
  error: unknown,
  { flavour }: ResolvedImage,
): unknown {
  if (!isBrickyardError(error) || error.code !== 'DOCKERFILE_INVALID')
    return error;
  const problems = error.problems.map(({ place, message }) => {
    if (place.line === undefined) return { place, message };
    const line = originalLine(flavour.dockerfile, place.line);
    return { place: { ...place, line }, message };
  });
  return problemsError(error.code, problems, error.hint);
}
