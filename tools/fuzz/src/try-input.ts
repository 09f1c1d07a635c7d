import type { Target } from './target';

/** What an input did that none may do. */
export interface Finding {
  /** The same for the same mistake, whatever the input. */
  signature: string;
  message: string;
}

export interface Limits {
  /** Milliseconds of CPU for one input. */
  cpu: number;
}

/** Milliseconds after which nobody waits for an answer any more. */
const NEVER = 20_000;

export async function tryInput(
  target: Target,
  input: Buffer,
  limits: Limits,
): Promise<Finding | undefined> {
  try {
    const spent = await measure(target, input);
    // A collection of garbage may fall on any input, but not on it twice.
    if (spent < limits.cpu) return undefined;
    const again = await measure(target, input);
    return again < limits.cpu ? undefined : slow(Math.min(spent, again), input);
  } catch (error) {
    return describe(error);
  }
}

async function measure(target: Target, input: Buffer): Promise<number> {
  const before = process.cpuUsage();
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error('never ends')), NEVER);
  });
  try {
    await Promise.race([target.check(input), never]);
  } finally {
    clearTimeout(timer);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function slow(ms: number, { length }: Buffer): Finding {
  const message = `takes ${(ms / 1000).toFixed(1)} s of CPU for ${length} bytes`;
  return { signature: 'slow', message };
}

function describe(error: unknown): Finding {
  const { name, message, stack = '' } = error as Error;
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  const own = frames.find((line) => line.includes('/brickyard/src/'));
  const [where = ''] = [own, ...frames].filter((line) => line !== undefined);
  const place = /([\w.-]+\.ts)/.exec(where)?.[1] ?? '';
  const plain = message
    .replace(/[\d"']+/g, '0')
    .replace(/:.*/s, '')
    .slice(0, 40);
  return {
    signature: `${name} ${place} ${plain}`,
    message: `${name}: ${message.slice(0, 300)}\n${frames.slice(0, 8).join('\n')}`,
  };
}
