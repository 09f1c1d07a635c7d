import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { interruptedError } from '../errors';
import type { Search } from './pattern';

/** Runs in the worker, which has no loader for TypeScript. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { RE2JS } = require(workerData);
parentPort.on('message', ({ text, patterns }) => {
  parentPort.postMessage(patterns.map((each) => RE2JS.compile(each).test(text)));
});
`;

/**
 * Searches texts in another thread, so that a search ends when its time is up,
 * and a run when it is interrupted.
 */
export class PatternWorker {
  readonly #signal: AbortSignal | undefined;
  #worker: Worker | undefined;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** All of its searches together have this many seconds from now on. */
  within(seconds: number): Search {
    const deadline = performance.now() + seconds * 1000;
    return async (text, patterns) => {
      if (patterns.length === 0) return [];
      const left = deadline - performance.now();
      return left > 0 ? this.#ask({ text, patterns }, left) : undefined;
    };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #ask(question: object, left: number): Promise<boolean[] | undefined> {
    const time = AbortSignal.timeout(Math.ceil(left));
    const ends = this.#signal ? [time, this.#signal] : [time];
    const worker = this.#start();
    worker.postMessage(question);
    try {
      const signal = AbortSignal.any(ends);
      const [answer] = (await once(worker, 'message', { signal })) as [
        boolean[],
      ];
      return answer;
    } catch (error) {
      await this.close();
      if (this.#signal?.aborted) throw interruptedError();
      if (time.aborted) return undefined;
      throw error;
    }
  }

  #start(): Worker {
    this.#worker ??= new Worker(program, {
      eval: true,
      workerData: require.resolve('re2js'),
    });
    return this.#worker;
  }
}
