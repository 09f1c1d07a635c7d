import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process of this machine has the word in its command line; containers' count. */
export function isRunning(word: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => readCommandLine(pid).includes(word));
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended since it was listed.
    return '';
  }
}
