import { testInventory } from '../../../brickyard/src/inventory/testing/test-inventory';
import { parseReference } from '../../../brickyard/src/reference/parse-reference';
import { printReference } from '../../../brickyard/src/reference/print-reference';
import { imageRecords } from '../../../brickyard/src/run/records/image-record';
import { inventoryRecords } from '../../../brickyard/src/run/records/inventory-record';
import { decodeJson } from '../../../brickyard/src/run/records/json-file';
import { smokeRecords } from '../../../brickyard/src/run/records/smoke-record';
import {
  parsePass,
  testRecords,
} from '../../../brickyard/src/run/records/tests-record';
import { diffInventories } from '../../../brickyard/src/versioning/diff-inventories';
import { parseContents } from '../../../brickyard/src/versioning/parse-contents';
import { readSpecTexts } from '../collect-seeds';
import { attempt } from '../judge';
import type { Target } from '../target';

const key = 'k';
const image = { key, flavour: 'a', runtime: 'b' };

/** What lies below `dist/`, and the lists that people compare. */
export const record: Target = {
  name: 'record',
  listSeeds: () => [
    ...records.map((each) => JSON.stringify(each, null, 2)),
    ...readSpecTexts('run/records'),
    ...readSpecTexts('versioning'),
    ...readSpecTexts('reference'),
  ],
  tokens: [
    ...['{', '}', '[', ']', ',', ':', '"key": "k"', '"tests"', '"place"', '"'],
    ...['"messages": []', '"line": 1e9', 'null', 'true', '5', '-1', '1e400'],
    ...['"conformance"', '"findings"', '"checks"', '"state": "ok"', '"python"'],
    ...['"packages": [{"name": "a", "version": "1"}]', '"bomFormat"', '"purl"'],
    ...[
      '"components": [',
      '"pkg:pypi/a@1"',
      '"apt"',
      '"r"',
      '"java"',
      '"size"',
    ],
    ...[
      '"sha256:',
      '@sha256:',
      '"h.test:5000/a/b:1"',
      '\\u0000',
      '"__proto__"',
    ],
  ],
  check: (input) => {
    const text = input.toString();
    const value = decodeJson(text);
    for (const kind of [imageRecords, testRecords, smokeRecords])
      attempt(text, () => kind.parse({ key }, value));
    attempt(text, () => inventoryRecords.parse({ key }, value));
    attempt(text, () => parsePass({ key }, {}, text));
    checkContents(text);
    checkReference(text);
  },
};

function checkContents(text: string): void {
  const contents = attempt(text, () => parseContents(text, 'f.json'));
  if (contents === undefined) return;
  const {
    removed = [],
    added = [],
    changed = [],
  } = diffInventories(contents, contents).groups[0] ?? {};
  if (removed.length + added.length + changed.length > 0)
    throw new Error('a list differs from itself');
}

function checkReference(text: string): void {
  const short = text.trim();
  const reference = attempt(text, () => parseReference(short));
  if (reference === undefined) return;
  const again = parseReference(printReference(reference));
  if (JSON.stringify(again) !== JSON.stringify(reference))
    throw new Error('a reference is another one when it is printed and read');
}

const place = { file: 'a', line: 1 };
const finding = { rule: 'DOC-01', severity: 'error', message: 'a', place };

const records: readonly object[] = [
  {
    ...image,
    reference: 'h.test/a@b',
    digest: 'b',
    tags: ['c'],
    size: 1,
    created: 'd',
  },
  {
    ...{ ...image, suite: 's', rules: 'r', passed: true },
    tests: [{ name: 'a', place, passed: true, messages: ['b'], output: 'c' }],
    conformance: { findings: [finding], waived: [], checked: [], skipped: [] },
  },
  {
    ...{ ...image, smoke: 's', version: '4', ok: true, output: ['a'] },
    checks: [{ name: 'a', state: 'ok', seconds: 1, detail: 'b' }],
  },
  { ...image, schema: 2, probe: 'p', ...testInventory() },
  {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
    components: [
      { type: 'library', name: 'a', version: '1', purl: 'pkg:pypi/a@1' },
      { type: 'library', name: 'b', version: '2', purl: 'pkg:deb/debian/b@2' },
    ],
  },
];
