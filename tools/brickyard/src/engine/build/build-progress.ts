import { BrickyardError } from '../../errors';
import { plainOutput } from '../../outlet/plain-output';
import { shorten } from '../../shorten';
import type { BuildEvent } from '../engine';
import type { FailedStep } from './build-failure';
import type {
  WireLog,
  WireStatus,
  WireTime,
  WireVertex,
} from './buildkit-proto';
import { statusCodec } from './buildkit-proto';

/** How much of a step's output an error repeats. */
const TAIL_LINES = 20;
/** Characters of a line that are kept: a step may print gigabytes without an end. */
export const LONGEST_LINE = 16_384;
const CACHE_IMPORT = /^importing cache manifest from /;
/** BuildKit's message for steps that stop because another one failed. */
const CANCELED = /context canceled/;

interface Step {
  name: string;
  state: 'waiting' | 'started' | 'ended';
  error: string;
  /** One per output stream: the two interleave within a line. */
  outputs: Map<number, Output>;
  tail: string[];
}

interface Output {
  decoder: InstanceType<typeof TextDecoder>;
  rest: string;
}

/** Turns a build's `moby.buildkit.trace` messages into events. */
export interface BuildTracker {
  /** Base64 of a StatusResponse. */
  accept(trace: string): void;
  /** The step behind the failure that the stream ended with. */
  failedStep(text: string): FailedStep | undefined;
}

/** Throws ENGINE_FAILED. */
function decodeStatus(trace: string): WireStatus {
  try {
    return statusCodec.decode(Buffer.from(trace, 'base64'));
  } catch (cause) {
    const message = 'the engine wrote progress that cannot be read';
    throw new BrickyardError('ENGINE_FAILED', message, { cause });
  }
}

export function trackBuild(
  onEvent: (event: BuildEvent) => void,
  redact: (text: string) => string,
): BuildTracker {
  const steps = new Map<string, Step>();
  return {
    accept: (trace) => {
      const status = decodeStatus(trace);
      for (const vertex of status.vertexes) openStep(vertex);
      for (const log of status.logs) writeLog(log);
      for (const vertex of status.vertexes) endStep(vertex);
      for (const { text } of status.warnings)
        warn(Buffer.from(text).toString());
    },
    failedStep: (text) => selectFailed([...steps.values()], text),
  };

  function openStep(vertex: WireVertex): void {
    const step = stepOf(vertex.digest);
    step.name = redact(vertex.name);
    if (!vertex.started || vertex.cached || step.state !== 'waiting') return;
    step.state = 'started';
    onEvent({ type: 'step', state: 'started', name: step.name });
  }

  function endStep(vertex: WireVertex): void {
    const step = stepOf(vertex.digest);
    if (!vertex.completed || step.state === 'ended') return;
    step.state = 'ended';
    step.error = redact(vertex.error);
    for (const output of step.outputs.values()) writeLine(step, output.rest);
    if (step.error !== '' && CACHE_IMPORT.test(step.name)) {
      // A new flavour normally has no image yet.
      if (!step.error.includes('not found'))
        warn(`${step.name}: ${step.error}`);
    } else onEvent(endEvent(step, vertex));
  }

  function writeLog({ vertex, stream, text }: WireLog): void {
    const step = stepOf(vertex);
    const output = outputOf(step, stream);
    const lines = output.decoder.decode(text, { stream: true }).split('\n');
    lines[0] = output.rest + lines[0];
    output.rest = keepEnd(lines.pop() ?? '');
    for (const line of lines) writeLine(step, line);
  }

  function writeLine(step: Step, text: string): void {
    const line = shorten(plainOutput(redact(text)), LONGEST_LINE);
    if (line === '') return;
    step.tail.push(line);
    if (step.tail.length > TAIL_LINES) step.tail.shift();
    onEvent({ type: 'log', step: step.name, line });
  }

  function warn(message: string): void {
    onEvent({ type: 'warning', message: redact(message) });
  }

  function stepOf(digest: string): Step {
    const step = steps.get(digest) ?? emptyStep();
    steps.set(digest, step);
    return step;
  }
}

function emptyStep(): Step {
  return {
    name: '',
    state: 'waiting',
    error: '',
    outputs: new Map(),
    tail: [],
  };
}

function outputOf(step: Step, stream: number): Output {
  const output = step.outputs.get(stream) ?? {
    decoder: new TextDecoder(),
    rest: '',
  };
  step.outputs.set(stream, output);
  return output;
}

function endEvent(step: Step, vertex: WireVertex): BuildEvent {
  const { name, error } = step;
  if (error !== '') return { type: 'step', state: 'error', name, error };
  if (vertex.cached) return { type: 'step', state: 'cached', name };
  const seconds = secondsBetween(vertex.started, vertex.completed);
  return { type: 'step', state: 'done', name, seconds };
}

/** Of a line without an end, what a progress bar last made of it, and its beginning. */
function keepEnd(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  const last = text.slice(text.lastIndexOf('\r') + 1);
  return last.slice(0, LONGEST_LINE + 1);
}

function secondsBetween(
  start: WireTime | null | undefined,
  end: WireTime | null | undefined,
): number {
  if (!start || !end) return 0;
  return end.seconds - start.seconds + (end.nanos - start.nanos) / 1e9;
}

function selectFailed(
  steps: readonly Step[],
  text: string,
): FailedStep | undefined {
  const failed = steps.filter(
    ({ error, name }) => error !== '' && !CACHE_IMPORT.test(name),
  );
  const step =
    failed.find(({ error }) => text.includes(error)) ??
    failed.find(({ error }) => !CANCELED.test(error));
  return step && { name: step.name, error: step.error, tail: step.tail };
}
