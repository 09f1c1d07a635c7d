import type { ErrorDetails, Place } from '../../errors';
import { BrickyardError, problemsError, renderPlace } from '../../errors';
import { DISK_FULL_HINT, diskFullError, tellsFullDisk } from '../engine-errors';
import { registryError } from '../transfer/registry-failure';
import { findInstruction, stepText } from './find-instruction';
import { shortenStep } from './shorten-step';

/** The step that broke a build, as far as the engine reports it. */
export interface FailedStep {
  /** `[2/5] RUN make` */
  name: string;
  error: string;
  /** The last lines that it printed. */
  tail: string[];
}

export interface BuildFailure {
  /** The engine's own message. */
  text: string;
  step?: FailedStep;
  /** Name of the Dockerfile for messages. */
  file: string;
  dockerfile?: string;
}

/** Steps that ask a registry; the reference is the first group. */
const PULLS: readonly RegExp[] = [
  /^\[internal\] load metadata for (\S+)/,
  /^resolve image config for (?:docker-image:\/\/)?(\S+)/,
  /^docker-image:\/\/(\S+)/,
  /^\[[^\]]*\d+\/\d+\] FROM (\S+)/,
];
const PARSE_ERROR = /[Dd]ockerfile parse error (?:on )?line (\d+): (.*)/s;
const LLB_ERROR = /failed to create LLB definition: (.*)/s;
const NO_DOCKERFILE = /failed to read dockerfile: .*no such file/;
const SECRET_ERROR = /secret ([^\s:]+):? not found/;
const EXIT_CODE = /exit code: (\d+)/;
/** Engine 20.10 says where it looked, newer ones what they looked for. */
const MISSING_SOURCE =
  /"\/?([^"]+)":? not found|buildkit-mount\d+\/(\S+?): no such file/;
const OUT_OF_MEMORY = 137;
/** What shells answer to a program, or to the interpreter of a script, that they cannot start. */
const NO_PROGRAM = [126, 127];
const NOT_FOUND = /not found|no such file|bad interpreter|\^M|\r/i;
const LINE_ENDS =
  'if the file is there, its first line names an interpreter that is not in the image, or ends in CRLF as on Windows: save it with LF, and write "*.sh text eol=lf" into .gitattributes';
const LONGEST_INSTRUCTION = 200;

/**
 * What a user needs to fix a build. BuildKit reports failures as prose (Engine
 * 20.10 without a line number), so this reads the prose.
 */
export function buildFailure(failure: BuildFailure): BrickyardError {
  return (
    diskFullError(failure.text) ??
    parseFailure(failure) ??
    pullFailure(failure) ??
    secretFailure(failure) ??
    stepFailure(failure) ??
    frontendFailure(failure) ??
    new BrickyardError('BUILD_FAILED', `the build failed: ${failure.text}`)
  );
}

function parseFailure({ text, file }: BuildFailure) {
  const [, line, message] = PARSE_ERROR.exec(text) ?? [];
  if (line === undefined || message === undefined) return undefined;
  const place = { file, line: Number(line) };
  return problemsError('DOCKERFILE_INVALID', [{ place, message }]);
}

function pullFailure({ text, step }: BuildFailure) {
  if (step === undefined) return undefined;
  const image = PULLS.map((name) => name.exec(step.name)?.[1]).find(Boolean);
  return image === undefined
    ? undefined
    : registryError(`pull ${image}`, step.error || text);
}

function secretFailure({ text, step }: BuildFailure) {
  const id = SECRET_ERROR.exec(text)?.[1];
  if (id === undefined || step === undefined) return undefined;
  return new BrickyardError(
    'SECRET_MISSING',
    `${shortenStep(stepText(step.name), LONGEST_INSTRUCTION)}: the build secret "${id}" is not given`,
  );
}

function stepFailure(failure: BuildFailure) {
  const { step, text, file, dockerfile } = failure;
  if (!step || !/^\[[^\]]*\d+\/\d+\] /.test(step.name)) return undefined;
  const found = dockerfile && findInstruction(step.name, dockerfile);
  const place = found ? { file, line: found.line } : { file };
  const instruction = shortenStep(
    found ? found.text : stepText(step.name),
    LONGEST_INSTRUCTION,
  );
  const source = /(?:--|,|=)from=["']?([^\s,"']+)/.exec(step.name)?.[1];
  const message = `${instruction}: ${explain(text, source)}`;
  // When the step itself ran out of space, the engine does not say so.
  const isFull = step.tail.some(tellsFullDisk);
  const hint = isFull ? { hint: DISK_FULL_HINT } : hintFor(text, step.tail);
  return new BrickyardError(
    isFull ? 'DISK_FULL' : 'BUILD_FAILED',
    `${renderPlace(place)}: ${message}${renderTail(step.tail)}`,
    { ...hint, ...located(place, message) },
  );
}

/** The Dockerfile parses, but cannot be built: an unknown stage, a bad name. */
function frontendFailure({ text, file }: BuildFailure) {
  if (NO_DOCKERFILE.test(text)) {
    const message = `the build context has no ${file}`;
    return new BrickyardError('CONTEXT_INVALID', message);
  }
  const message = LLB_ERROR.exec(text)?.[1];
  if (message === undefined) return undefined;
  return problemsError('DOCKERFILE_INVALID', [{ place: { file }, message }]);
}

function located(place: Place, message: string): ErrorDetails {
  return { problems: [{ place, message }] };
}

/** `from` is the image or the stage that the step reads. */
function explain(text: string, from: string | undefined): string {
  const exit = EXIT_CODE.exec(text)?.[1];
  if (exit !== undefined) return `exit code ${exit}`;
  const source = MISSING_SOURCE.exec(text)?.slice(1).find(Boolean);
  if (source === undefined) return text.trim();
  if (from !== undefined) return `"${source}" is not in ${from}`;
  return `"${source}" is not there (not in the build context, or left out by .dockerignore)`;
}

function hintFor(text: string, tail: readonly string[]): ErrorDetails {
  const code = Number(EXIT_CODE.exec(text)?.[1]);
  if (code === OUT_OF_MEMORY)
    return { hint: 'exit code 137 means killed: most often out of memory' };
  const isMissing = tail.some((line) => NOT_FOUND.test(line));
  return NO_PROGRAM.includes(code) && isMissing ? { hint: LINE_ENDS } : {};
}

function renderTail(tail: readonly string[]): string {
  return tail.map((line) => `\n  | ${line}`).join('');
}
