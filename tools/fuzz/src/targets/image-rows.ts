import { parseOutcomes } from '../../../brickyard/src/image-tests/parse-outcomes';
import { parseInventory } from '../../../brickyard/src/inventory/parse-inventory';
import { parseSmokeRows } from '../../../brickyard/src/smoke/parse-smoke-rows';
import { readSpecTexts } from '../collect-seeds';
import { attempt } from '../judge';
import type { Target } from '../target';

/** What containers print, which is what an image that nobody trusts says. */
export const imageRows: Target = {
  name: 'image-rows',
  listSeeds: () =>
    ['inventory', 'image-tests', 'smoke', 'rows', 'ecosystems'].flatMap(
      readSpecTexts,
    ),
  tokens: [
    ...['brickyard\t', 'brickyard-test\t', 'result\t', 'package\t', 'crash\t'],
    ...['late\t', 'out\t', 'err\t', 'cut\t', 'open\t', 'end\n', 'trouble\t'],
    ...[
      'probed\t0\n',
      'probe\t',
      'os\t',
      'python\t',
      'distribution\t',
      'deb\t',
    ],
    ...['jar\t', 'file\t', 'r\t', 'import\t', 'failed\t', 'size\t', 'user\t'],
    ...[
      '1\t',
      '0\t',
      '-1\t',
      '1e9\t',
      '99999\t',
      'ok\t',
      '-\t',
      '\n',
      '\t',
      '/a',
    ],
    ...['debian', '12', 'a', '1.0', 'NaN', 'Infinity', 'missing\t', 'failed\t'],
    ...[
      'brickyard-test\tlate\t1\t10000\n',
      'brickyard-test\tcrash\t1\t9999\t1\t1\n',
    ],
  ],
  check: (input) => {
    const text = input.toString();
    attempt(text, () => parseInventory(text, 'f'));
    attempt(text, () => parseSmokeRows(text));
    attempt(text, () => parseOutcomes(text));
  },
};
