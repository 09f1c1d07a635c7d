import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DatedWaiver } from '../../conformance/date-waivers';
import {
  lineNamed,
  testFlavourFacts,
} from '../../conformance/testing/test-subject';
import type { RuleInputs } from './rule-inputs';
import { digestRules } from './rules-digest';

/** Beside the rules. */
const folders = [
  'dockerfile',
  'ecosystems',
  'inventory',
  'redact',
  'requirements',
  'rows',
  'runtime',
  'script',
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brickyard-'));
  for (const folder of folders) mkdirSync(join(root, folder));
  write('conformance/rules/a-01.ts', 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const inputs: RuleInputs = {
  runtime: lineNamed('17.3-LTS'),
  languages: ['python'],
  isSupported: true,
  flavour: testFlavourFacts('FROM ubuntu:24.04\n'),
  waivers: [],
  below: [],
};
const digest = (change: Partial<RuleInputs> = {}) =>
  digestRules({ ...inputs, ...change }, root);
const waivers: DatedWaiver[] = [
  { rule: 'A-01', reason: 'we know', standing: 'valid' },
];

describe('digestRules', () => {
  it.each<[string, () => string]>([
    ['a waiver', () => digest({ waivers })],
    ['a language', () => digest({ languages: ['python', 'r'] })],
    ['another line', () => digest({ runtime: lineNamed('16.4-LTS') })],
    [
      'an image below',
      () => digest({ below: [{ flavour: inputs.flavour, waivers: [] }] }),
    ],
    [
      'other sources',
      () => digest({ flavour: testFlavourFacts('FROM ubuntu:22.04\n') }),
    ],
    [
      'the digest of a base',
      () => {
        const externals = [
          { image: 'ubuntu:24.04', line: 1, digest: 'sha256:1' },
        ];
        return digest({ flavour: { ...inputs.flavour, externals } });
      },
    ],
    [
      'a rule that was edited',
      () => {
        write('conformance/rules/a-01.ts', 'two');
        return digest();
      },
    ],
    [
      'a new rule',
      () => {
        write('conformance/rules/a-02.ts', '');
        return digest();
      },
    ],
    [
      'half of a rule that has a folder',
      () => {
        write('conformance/rules/a-02/sources.ts', '');
        return digest();
      },
    ],
    [
      'what looks into images',
      () => {
        write('inventory/probe.ts', 'row');
        return digest();
      },
    ],
  ])('changes with %s', (_what, change) => {
    expect(change()).not.toBe(digestBefore());
  });

  it('is the same for the same, and for other specs', () => {
    const before = digest();
    write('conformance/rules/a-01.spec.ts', 'it');
    write('conformance/rules/a-02/a-02.spec.ts', 'it');
    write('conformance/__fixtures__/x.ts', 'it');
    write('conformance/testing/subject.ts', 'it');
    write('runtime/catalogue/1.json', '{}');
    expect(digest()).toBe(before);
  });

  it('changes with how scripts are read', () => {
    const before = digest();
    write('script/read-script.ts', 'two');
    expect(digest()).not.toBe(before);
  });

  it('changes with half of a rule that was edited', () => {
    write('conformance/rules/a-02/sources.ts', 'one');
    const before = digest();
    write('conformance/rules/a-02/sources.ts', 'two');
    expect(digest()).not.toBe(before);
  });

  it('changes on the day that a waiver ends, its own or one below', () => {
    const [waiver] = waivers;
    const ended = [{ ...waiver, standing: 'ended' }] as DatedWaiver[];
    expect(digest({ waivers: ended })).not.toBe(digest({ waivers }));
    const { flavour } = inputs;
    expect(digest({ below: [{ flavour, waivers: ended }] })).not.toBe(
      digest({ below: [{ flavour, waivers }] }),
    );
  });

  it('covers the rules that there are', () => {
    expect(digestRules(inputs)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestRules(inputs)).not.toBe(digest());
  });
});

/** Of the rule as it is written at first. */
function digestBefore(): string {
  rmSync(join(root, 'conformance'), { recursive: true });
  rmSync(join(root, 'inventory'), { recursive: true });
  mkdirSync(join(root, 'inventory'));
  write('conformance/rules/a-01.ts', 'one');
  return digest();
}
