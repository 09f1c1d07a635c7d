import { redact } from '../redact/redact';
import type { ListedCommand } from './list-commands';

/** The start of a command, for people; without what is secret in it. */
export function printCommand({ words }: ListedCommand): string {
  return redact(words.join(' ')).slice(0, 80);
}
