import { createHash } from 'node:crypto';

import { sourceRoot } from '../../source-root';
import { digestSources } from '../records/digest-sources';
import type { RuleInputs } from './rule-inputs';

/** The rules themselves, what looks into images, and what reads sources and lines. */
const folders = [
  'conformance',
  'dockerfile',
  'ecosystems',
  'inventory',
  'redact',
  'requirements',
  'rows',
  'runtime',
  'script',
];

/**
 * Of all that decides what rules say of an image with a given key: the rules'
 * own sources below `root`, the runtime line, what people wrote, and the waivers
 * with where they stand today. A pass counts no longer once a waiver has ended.
 */
export function digestRules(
  inputs: RuleInputs,
  root: string = sourceRoot,
): string {
  const text = JSON.stringify(inputs, leaveParsed);
  const hash = createHash('sha256')
    .update(digestSources(root, folders))
    .update(text);
  return `sha256:${hash.digest('hex')}`;
}

/** The text of a Dockerfile says what the parsed one says. */
function leaveParsed(key: string, value: unknown): unknown {
  return key === 'dockerfile' ? undefined : value;
}
