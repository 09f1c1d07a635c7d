import { addToCorpus, toEntry } from './corpus';
import { type FuzzOptions, parseFuzzOptions, usage } from './fuzz-options';
import type { Found } from './order';
import { runTarget, type TargetRun } from './run-target';

/** Milliseconds of CPU that no input may take. */
const SLOW = 1000;

export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) return;
  const waiting = [...options.only];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      report(name, options, await runBoth(name, options));
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
}

/** `undefined` when everything has been said. */
function readOptions(args: readonly string[]): FuzzOptions | undefined {
  try {
    const options = parseFuzzOptions(args);
    if (!options.help) return options;
    process.stdout.write(usage);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

interface Runs {
  corpus: TargetRun;
  drawn: TargetRun;
}

async function runBoth(target: string, options: FuzzOptions): Promise<Runs> {
  const { seed, seconds, at } = options;
  if (at !== undefined) {
    const one = { target, seed, cpu: SLOW, from: at, to: at + 1 };
    return { corpus: { tried: 0, found: [] }, drawn: await runTarget(one) };
  }
  const corpus = await runTarget({ target, cpu: SLOW });
  const until = Date.now() + seconds * 1000;
  return { corpus, drawn: await runTarget({ target, seed, cpu: SLOW, until }) };
}

function report(name: string, options: FuzzOptions, runs: Runs): void {
  const { corpus, drawn } = runs;
  const count = corpus.found.length + drawn.found.length;
  console.log(
    `${name.padEnd(12)} seed ${options.seed}: ${corpus.tried} of the corpus, ` +
      `${drawn.tried.toLocaleString('en')} drawn, ${count || 'nothing'} found`,
  );
  for (const each of corpus.found)
    console.log(`${name}: number ${each.number} of the corpus ${each.message}`);
  for (const each of drawn.found) tellDrawn(name, options, each);
  if (count > 0) process.exitCode = 1;
}

function tellDrawn(name: string, options: FuzzOptions, found: Found): void {
  const { number, message } = found;
  const input = Buffer.from(found.input, 'base64');
  const [first = ''] = message.split('\n');
  const shown = JSON.stringify(input.subarray(0, 200).toString());
  const again = `npm run fuzz -- --only ${name} --seed ${options.seed} --at ${number}`;
  console.log(
    `${name}: ${message}\n  ${shown}\n  ${input.length} bytes; ${again}`,
  );
  if (options.keep) addToCorpus(name, toEntry(first, input));
}
