import type { LayerInputs } from '../../dockerfile/list-layer-inputs';
import type { Package } from '../../ecosystems/package';
import { aptLockPath } from '../../lock/apt/apt-lock-path';
import type { KeyedImage } from '../../plan/key-images';
import { parentFlavour } from '../../plan/parent-flavour';
import { openFlavour } from '../sources/open-flavour';
import { alignLayers } from './align-layers';
import type { LastImage } from './fetch-last-image';
import { type AptChange, judgeApt } from './judge-apt';
import { readLastInstalled } from './read-last-installed';

/** Bytes; a layer without a file is smaller. */
export const fewestBytes = 1000;

const isAddedStep = /\bapt-install --added\b/;

export interface LastImageQuestion {
  image: KeyedImage;
  last: LastImage;
  /** What the Dockerfile adds now. */
  instructions: readonly LayerInputs[];
  /** Of the whole plan. */
  images: readonly KeyedImage[];
  /** The workspace's folder. */
  root: string;
  localNamespace: string;
}

/**
 * What the lock of apt packages changes, by what was in the last image, as this machine
 * has recorded it. `undefined` without a step for what seldom moves, and where nobody
 * knows. Throws where a record cannot be read.
 */
export function findAptChange(
  question: LastImageQuestion,
): AptChange | undefined {
  const hadAdded = readHadAdded(question);
  if (hadAdded === undefined) return undefined;
  const { lines, readText } = openFlavour(question.image);
  const lock = lines
    .map((line) => readText(aptLockPath(line)))
    .find((text) => text !== undefined);
  if (lock === undefined) return undefined;
  const before = readBefore(question);
  return before && judgeApt({ lock, before, hadAdded });
}

function readHadAdded({
  last,
  instructions,
}: LastImageQuestion): boolean | undefined {
  const own = alignLayers(last.layers, instructions)?.own ?? [];
  const step = own.find(({ layer }) => isAddedStep.test(layer.step ?? ''));
  return step && step.layer.size > fewestBytes;
}

/** What the last image had beside the one that it starts from. */
function readBefore(question: LastImageQuestion): Package[] | undefined {
  const { image, last, root, images, localNamespace } = question;
  const name =
    image.use.base && parentFlavour(image.use.base.image, localNamespace);
  const parent = images.find(
    ({ id, flavour }) =>
      flavour.name === name && image.parents.some((each) => each.id === id),
  );
  const key = last.parts?.find((part) => part.name === `parent:${name}`)?.value;
  const own = last.key && readLastInstalled(image, last.key, root);
  const below = parent && key && readLastInstalled(parent, key, root);
  if (!own || !below) return undefined;
  const there = new Set(
    below.apt.map((each) => `${each.name} ${each.version}`),
  );
  return own.apt.filter((each) => !there.has(`${each.name} ${each.version}`));
}
