import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

import { transformSync } from '@swc/core';

import { BrickyardError } from '../errors';
import { defineImage } from '../flavour/define-image';
import type { ImageDefinition } from '../flavour/image-definition';
import { parseImageDefinition } from '../flavour/parse-image-definition';

type Body = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
) => void;

export interface DefinitionPlace {
  /** As messages name it: `packages/python/image.ts`. */
  file: string;
  /** The folder that its imports are relative to. */
  absolute: string;
}

/** The value of an `image.ts` that need not be on disk yet. Throws FLAVOUR_INVALID. */
export function evaluateDefinition(
  text: string,
  place: DefinitionPlace,
): ImageDefinition {
  return parseImageDefinition(evaluate(text, place), {
    file: place.file,
    text,
  });
}

function evaluate(text: string, { file, absolute }: DefinitionPlace): unknown {
  const load = createRequire(absolute);
  const module: { exports: { default?: unknown } } = { exports: {} };
  try {
    const { code } = transformSync(text, {
      filename: absolute,
      swcrc: false,
      configFile: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const names = ['require', 'module', 'exports'];
    const body = compileFunction(code, names, {
      filename: absolute,
    }) as Body;
    const find = (name: string): unknown =>
      name === 'brickyard' ? { defineImage } : load(name);
    body(find, module, module.exports);
  } catch (cause) {
    const { message = String(cause) } = Object(cause) as Error;
    const [line = ''] = message.split('\n').filter((each) => each.trim());
    throw new BrickyardError(
      'FLAVOUR_INVALID',
      `${file}: could not be evaluated: ${line.replace(/^\s*[x×]\s+/, '')}`,
      { cause },
    );
  }
  return module.exports.default;
}
