import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { inputOf, readCorpus } from './corpus';
import { drawInput } from './draw-input';
import { openStock } from './mutate';
import type { Found, Order, Told } from './order';
import { findTarget } from './target-table';

export type Asked = Omit<Order, 'known' | 'state' | 'from'> &
  Partial<Pick<Order, 'from'>>;

export interface TargetRun {
  /** Inputs that were tried. */
  tried: number;
  found: Found[];
}

/** Milliseconds for one input, after which its process is ended. */
const HANG = 20_000;
/** Megabytes of heap. The code itself takes about a third. */
const MEMORY = 256;

/** Tries inputs in processes of their own: a new one goes on where one hung or ran out of memory. */
export async function runTarget(asked: Asked): Promise<TargetRun> {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-fuzz-'));
  const found: Found[] = [];
  const start = asked.from ?? 0;
  let from = start;
  try {
    for (;;) {
      const known = found.map(({ signature }) => signature);
      const order = { ...asked, from, known, state: join(folder, 'state') };
      const ended = await runChild(order, (each) => found.push(each));
      if ('end' in ended) return { tried: ended.end - start, found };
      found.push(ended.died);
      from = ended.died.number + 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Ended = { end: number } | { died: Found };

async function runChild(
  order: Order,
  onFound: (found: Found) => void,
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${MEMORY}`,
      join(__dirname, '../child.cjs'),
      JSON.stringify(order),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (text) => (errors = (errors + text).slice(-2000)));
  let end: number | undefined;
  createInterface(child.stdout).on('line', (line) => {
    const told = JSON.parse(line) as Told;
    if ('end' in told) end = told.end;
    else onFound(told.found);
  });
  const watch = watchState(order.state, () => child.kill('SIGKILL'));
  await new Promise((resolve) => child.on('close', resolve));
  watch.stop();
  if (end !== undefined) return { end };
  return { died: describeDeath(order, watch.isHang() ? 'hang' : errors) };
}

/** Ends what writes nothing for too long. */
function watchState(file: string, kill: () => void) {
  let seen = '';
  let since = Date.now();
  let isHang = false;
  const timer = setInterval(() => {
    const now = readState(file);
    if (now !== seen) [seen, since] = [now, Date.now()];
    if (Date.now() - since < HANG) return;
    isHang = true;
    kill();
  }, 500);
  return { stop: () => clearInterval(timer), isHang: () => isHang };
}

function readState(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Its process has just begun.
    return '';
  }
}

function describeDeath(order: Order, errors: string): Found {
  const state = readState(order.state);
  // It ended before it tried anything: no input is to blame.
  if (state === '') throw new Error(`${order.target}: ${errors}`);
  const number = Number.parseInt(state);
  const what =
    errors === 'hang'
      ? `hangs for ${HANG / 1000} s`
      : /out of memory/.test(errors)
        ? `takes more than ${MEMORY} MB`
        : `ends the process: ${errors}`;
  const input = inputAt(order, number).toString('base64');
  return { signature: `${what} ${number}`, message: what, number, input };
}

function inputAt({ target, seed }: Order, number: number): Buffer {
  if (seed !== undefined)
    return drawInput(openStock(findTarget(target)), seed, number);
  const entry = readCorpus(target)[number];
  return entry === undefined ? Buffer.alloc(0) : inputOf(entry);
}
