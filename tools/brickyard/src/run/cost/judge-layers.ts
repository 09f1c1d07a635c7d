import { parsePathPattern, selectsPath } from '../../context/path-pattern';
import {
  type BuildInputs,
  isSteadyFolder,
  type LayerInputs,
} from '../../dockerfile/list-layer-inputs';
import type { Reason } from '../../key/key-part';
import type { PublishedLayer } from '../names/fetch-published';
import { alignLayers } from './align-layers';
import { listLayerNumbers } from './place-package';

export interface JudgeQuestion {
  /** Of the image that was published last, oldest first. */
  layers: readonly PublishedLayer[];
  /** What the Dockerfile adds now. */
  instructions: readonly LayerInputs[];
  /** Which inputs differ from those of that image. */
  reasons: readonly Reason[];
  /** By digest: whether a layer of an image below changes. */
  below: ReadonlyMap<string, boolean>;
  /** What is known of images below may be too much. */
  isBelowBound: boolean;
  /** The name of a flavour's image in a Dockerfile. */
  nameOf: (flavour: string) => string;
  packages: ChangedPackages;
}

/** What is known of packages without a build. */
export interface ChangedPackages {
  /** Files of the context that say which packages are installed. */
  lists: ReadonlySet<string>;
  /** `undefined` where that is not known. */
  layers: ChangedLayers | undefined;
  /**
   * Whether a step does the same as before that installs apt packages which seldom
   * move; `undefined` where that is not known.
   */
  isAptSteady?: boolean;
}

/** Numbers of the layers whose packages change. */
export interface ChangedLayers {
  /** Of packages that a stage `steady` installs, where there is one. */
  steady: ReadonlySet<number>;
  others: ReadonlySet<number>;
}

export interface Judgement {
  /** What the build makes anew. */
  own: PublishedLayer[];
  /** What is new in images below, and so in this one. */
  inherited: PublishedLayer[];
  /** Some of it is counted only since nobody can tell. */
  isBound: boolean;
}

/** Which layers of the last image a build will make anew, as far as its inputs tell. */
export function judgeLayers(question: JudgeQuestion): Judgement {
  const { layers, instructions, reasons, below, isBelowBound } = question;
  const isTold = reasons.every(({ part }) => /^(?:context|parent):/.test(part));
  const aligned = isTold ? alignLayers(layers, instructions) : undefined;
  if (aligned === undefined) {
    const own = layers.filter(({ digest }) => below.get(digest) !== false);
    return { own, inherited: [], isBound: true };
  }
  const { inherited, own } = aligned;
  const isBelowNew = reasons.some(({ part }) => part.startsWith('parent:'));
  const unknown = inherited.filter(({ digest }) => !below.has(digest));
  const judged = own.map(({ layer, inputs }) => {
    return { layer, ...judgeLayer(layer, inputs, question) };
  });
  const changed = judged.filter(({ isChanged }) => isChanged);
  const copied = changed.filter(({ layer }) => below.has(layer.digest));
  const started = isBelowNew
    ? inherited.filter(({ digest }) => below.get(digest) !== false)
    : [];
  return {
    own: changed.filter((each) => !copied.includes(each)).map(layerOf),
    inherited: [...started, ...copied.map(layerOf)],
    isBound:
      (isBelowNew && (isBelowBound || unknown.length > 0)) ||
      changed.some(({ isGuess }) => isGuess),
  };
}

const layerOf = ({ layer }: { layer: PublishedLayer }) => layer;

interface JudgedLayer {
  isChanged: boolean;
  /** It may come out as it was. */
  isGuess: boolean;
}

function judgeLayer(
  { digest }: PublishedLayer,
  inputs: LayerInputs,
  question: JudgeQuestion,
): JudgedLayer {
  const { below, packages } = question;
  // What is copied out of an image below as that has it.
  const known = below.get(digest);
  if (known !== undefined) return { isChanged: known, isGuess: false };
  const reached = judgeReach(inputs, question);
  const isReached = reached !== 'not';
  const isFromStage = inputs.taken !== undefined;
  const taken = readTaken(inputs, packages);
  // What a stage makes anew may be the same, and then it is the same layer.
  if (taken === undefined || !isReached) {
    const isGuess = reached === 'maybe' || (isReached && isFromStage);
    return { isChanged: isReached, isGuess };
  }
  if (packages.layers === undefined) return { isChanged: true, isGuess: true };
  const changed = selectChanged(taken, packages.layers, question);
  const isChanged = taken.numbers.some((each) => changed.has(each));
  return { isChanged, isGuess: false };
}

/** Without a stage `steady`, all packages come from one. */
function selectChanged(
  { isSteady }: TakenPackages,
  { steady, others }: ChangedLayers,
  { instructions }: JudgeQuestion,
): ReadonlySet<number> {
  if (isSteady) return steady;
  return instructions.some(({ taken }) => isSteadyFolder(taken))
    ? others
    : new Set([...steady, ...others]);
}

/** Whether something that differs changes this. */
function judgeReach(
  { steady, ...inputs }: BuildInputs,
  question: JudgeQuestion,
): 'reached' | 'maybe' | 'not' {
  if (reaches(inputs, question)) return 'reached';
  const { isAptSteady } = question.packages;
  if (isAptSteady === true || !reaches(steady, question)) return 'not';
  return isAptSteady === false ? 'reached' : 'maybe';
}

function reaches(
  { context, images }: BuildInputs['steady'],
  { reasons, nameOf }: JudgeQuestion,
): boolean {
  const patterns = [...context].map(parsePathPattern);
  return reasons.some(({ part }) => {
    const [kind = '', ...rest] = part.split(':');
    const name = rest.join(':');
    if (kind === 'parent') return images.has(nameOf(name));
    // Of very many files the label names folders alone.
    if (name.endsWith('/')) return patterns.length > 0;
    return patterns.some(
      (pattern) => pattern === undefined || selectsPath(pattern, name),
    );
  });
}

interface TakenPackages {
  numbers: number[];
  /** They are of the stage that installs what seldom moves. */
  isSteady: boolean;
}

/** Of a COPY that takes packages as `in-layers` has sorted them. */
function readTaken(
  { taken = '', context }: LayerInputs,
  { lists }: ChangedPackages,
): TakenPackages | undefined {
  const numbers = listLayerNumbers(taken);
  if (numbers.length === 0) return undefined;
  const patterns = [...context].flatMap((each) => parsePathPattern(each) ?? []);
  const isListed = [...lists].some((file) =>
    patterns.some((pattern) => selectsPath(pattern, file)),
  );
  if (!isListed) return undefined;
  return { numbers, isSteady: isSteadyFolder(taken) };
}
