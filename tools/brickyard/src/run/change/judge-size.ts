import type { SizeReport } from './report';

/** Bytes of one image, as far as they are known. */
export interface Sizes {
  /** Compressed: the layers that a cluster downloads. */
  download: number | null;
  /** The files in its layers. */
  unpacked: number | null;
}

export interface SizeQuestion {
  now: Sizes;
  before: Sizes;
  /** `1.5 GB`, as image.ts says it. */
  maxSize?: string;
  /** `before` is for another runtime line: it is told, and is no budget. */
  isOtherLine?: boolean;
}

/** Without a size of its own in image.ts, an image may grow by a tenth. */
const growth = 1.1;

/** `null` if the size of the image is not known. */
export function judgeSize(question: SizeQuestion): SizeReport | null {
  const { now, before, maxSize, isOtherLine = false } = question;
  const measure = chooseMeasure(question);
  const size = now[measure];
  if (size === null) return null;
  const was = before[measure];
  const budget = findBudget(isOtherLine ? null : was, maxSize);
  // An image that is small enough unpacked is no larger when it is packed.
  const isTold = measure === 'download' || budget?.from === 'base';
  const isWithin = budget === null || size <= budget.bytes;
  const isOver = isWithin ? false : isTold ? true : null;
  return { measure, now: size, before: was, budget, isOver };
}

function chooseMeasure({
  now,
  before,
  maxSize,
}: SizeQuestion): SizeReport['measure'] {
  if (now.download === null) return 'unpacked';
  const isComparable = before.download !== null || before.unpacked === null;
  if (maxSize !== undefined || isComparable) return 'download';
  return now.unpacked === null ? 'download' : 'unpacked';
}

function findBudget(
  before: number | null,
  maxSize: string | undefined,
): SizeReport['budget'] {
  if (maxSize !== undefined)
    return { bytes: parseSize(maxSize), from: 'maxSize' };
  if (before === null) return null;
  return { bytes: Math.round(before * growth), from: 'base' };
}

/** Decimal units, as `renderSize` prints them. */
function parseSize(text: string): number {
  const [number = '', unit] = text.split(' ');
  return Math.round(Number(number) * (unit === 'GB' ? 1e9 : 1e6));
}
