import { BrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import { validate } from '../validate';
import lts154 from './catalogue/15.4-LTS.json';
import lts164 from './catalogue/16.4-LTS.json';
import lts173 from './catalogue/17.3-LTS.json';
import { type Runtime, runtimeSchema } from './schema';

/** Not checked here, to start fast: a test checks them like any other line. */
export const builtInRuntimes: readonly Runtime[] = [
  lts154,
  lts164,
  lts173,
] as Runtime[];

/** Throws RUNTIME_INVALID, naming the file and each wrong key. */
export function parseRuntime(text: string, file: string): Runtime {
  const code = 'RUNTIME_INVALID';
  return validate(runtimeSchema, parseJson(text, file, code), {
    file,
    code,
    hint: 'compare it with node_modules/brickyard/src/runtime/catalogue/17.3-LTS.json',
  });
}

/** Throws RUNTIME_UNKNOWN. A later line of the same name wins. */
export function findRuntime(
  runtimes: readonly Runtime[],
  name: string,
): Runtime {
  const found = runtimes.findLast((runtime) => runtime.name === name);
  if (found) return found;
  const names = [...new Set(runtimes.map((runtime) => runtime.name))];
  throw new BrickyardError(
    'RUNTIME_UNKNOWN',
    `runtime '${name}' is not known; known are ${names.sort().join(', ')}`,
    { hint: `check its name; npx nx g brickyard:runtime ${name} adds a line` },
  );
}
