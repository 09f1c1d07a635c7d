import { openSync, writeSync } from 'node:fs';

import { inputOf, readCorpus } from './corpus';
import { drawInput } from './draw-input';
import { openStock } from './mutate';
import type { Order, Told } from './order';
import { shrink } from './shrink';
import type { Target } from './target';
import { findTarget } from './target-table';
import { type Finding, tryInput } from './try-input';

/** The process that tries inputs, and that may hang, or run out of memory. */
export async function main([order = '{}']: readonly string[]): Promise<void> {
  await runOrder(JSON.parse(order) as Order);
  process.exit(0);
}

/** A slow input says nothing of what it is slow in. */
const MOST_SLOW = 5;

async function runOrder(order: Order): Promise<void> {
  const target = findTarget(order.target);
  const known = new Map<string, number>(order.known.map((each) => [each, 1]));
  const open = openInputs(target, order);
  const beat = startBeat(order.state);
  let number = order.from;
  for (
    ;
    number < open.end && Date.now() < (order.until ?? Infinity);
    number++
  ) {
    beat(number);
    const input = open.at(number);
    const finding = await tryInput(target, input, order);
    if (finding === undefined) continue;
    const count = known.get(finding.signature) ?? 0;
    known.set(finding.signature, count + 1);
    if (count >= (isSlow(finding) ? MOST_SLOW : 1)) continue;
    const small = await makeSmall(target, input, { finding, order, beat });
    tell({ found: { ...finding, number, input: small.toString('base64') } });
  }
  tell({ end: number });
}

function openInputs(target: Target, { seed, to = Infinity }: Order) {
  if (seed === undefined) {
    const entries = readCorpus(target.name).map(inputOf);
    const at = (number: number) => entries[number] ?? Buffer.alloc(0);
    return { at, end: entries.length };
  }
  const stock = openStock(target);
  return { at: (number: number) => drawInput(stock, seed, number), end: to };
}

interface Shrinking {
  finding: Finding;
  order: Order;
  beat: (number: number) => void;
}

async function makeSmall(
  target: Target,
  input: Buffer,
  { finding, order, beat }: Shrinking,
): Promise<Buffer> {
  // In a corpus, each is as small as it was made.
  if (order.seed === undefined) return input;
  let asked = 0;
  const isSame = async (smaller: Buffer) => {
    // The same number, and a sign of life.
    beat(-1 - asked++);
    const found = await tryInput(target, smaller, order);
    return found?.signature === finding.signature;
  };
  return shrink(input, isSame, isSlow(finding) ? 12 : 600);
}

function isSlow({ signature }: Finding): boolean {
  return signature === 'slow';
}

function startBeat(state: string): (number: number) => void {
  const file = openSync(state, 'w');
  let last = 0;
  return (number) => {
    if (number >= 0) last = number;
    writeSync(file, `${last} ${number}`.padEnd(40), 0);
  };
}

function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`);
}
