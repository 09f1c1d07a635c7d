import { PYTHON } from '../runtime/notebook-python';
import type { Runtime } from '../runtime/schema';
import type { SmokeRows } from './parse-smoke-rows';
import type { SmokeCheck } from './smoke-check';

type Line = Pick<Runtime, 'name' | 'jdk' | 'python'>;
type Verdict = Pick<SmokeCheck, 'state' | 'detail'>;

/** Checks whether Spark can start at all. `languages` are those of image.ts. */
export function checkEntry(
  { facts, checks }: SmokeRows,
  runtime: Line,
  languages: readonly string[],
): SmokeCheck[] {
  const judge = (name: string, verdict: (value?: string) => Verdict) => {
    const fact = facts.find((each) => each.name === name);
    return { name, seconds: fact?.seconds ?? 0, ...verdict(fact?.value) };
  };
  const entry = [
    judge('bash', judgeBash),
    judge('java', (value) => judgeJava(value, runtime)),
  ];
  if (!needsPython(languages)) return entry;
  const python = judge('python', (value) => judgePython(value, runtime));
  if (!languages.includes('r')) return [...entry, python];
  const asked = checks.find(({ name }) => name === 'Rserve');
  const detail = `no answer: the client runs on ${PYTHON}`;
  const rserve = asked ?? { name: 'Rserve', seconds: 0, ...failed(detail) };
  return [...entry, python, rserve];
}

/** R notebooks need Python, too. */
export function needsPython(languages: readonly string[]): boolean {
  return languages.includes('python') || languages.includes('r');
}

function judgeBash(path?: string): Verdict {
  if (path !== undefined) return { state: 'ok', detail: path };
  return failed('no bash on PATH: it is what starts Spark');
}

function judgeJava(text: string | undefined, { name, jdk }: Line): Verdict {
  if (text === undefined) return failed('no java on PATH');
  const version = /version "([^"]+)"/.exec(text)?.[1];
  if (version === undefined) return failed(`java -version says "${text}"`);
  const major = /^(?:1\.)?(\d+)/.exec(version)?.[1];
  const detail = `Java ${version}`;
  if (major === jdk.default) return { state: 'ok', detail };
  return failed(`${detail} on PATH, and ${name} runs on Java ${jdk.default}`);
}

function judgePython(
  text: string | undefined,
  { name, python }: Line,
): Verdict {
  if (text === undefined) return failed(`no ${PYTHON}`);
  const version = /^Python (\d+\.\d+)/.exec(text)?.[1];
  if (version === undefined) return failed(`${PYTHON} says "${text}"`);
  if (version === python.version) return { state: 'ok', detail: text };
  return failed(`${text}, and ${name} has Python ${python.version}`);
}

function failed(detail: string): Verdict {
  return { state: 'failed', detail };
}
