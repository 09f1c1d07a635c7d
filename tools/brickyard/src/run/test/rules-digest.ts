import { createHash } from 'node:crypto';

import { sourceRoot } from '../../source-root';
import { digestSources } from '../records/digest-sources';
import type { RuleInputs } from './rule-inputs';

/** What rules are made of: themselves, what looks into images, what reads sources and lines. */
const folders = [
  'conformance',
  'dockerfile',
  'inventory',
  'requirements',
  'runtime',
];

/**
 * Of all that decides what rules say of an image with a given key: the rules'
 * own sources below `root`, the runtime line, the waivers and what people wrote.
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
