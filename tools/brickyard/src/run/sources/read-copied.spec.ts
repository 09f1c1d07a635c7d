import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ResolvedImage } from '../../plan/resolve-image';
import { readCopied } from './read-copied';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'brickyard-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const files = {
  '.env': 'A=1',
  'ca.pem': 'x'.repeat(70_000),
  'data.csv': 'a',
  'install.sh': 'pip install x',
  notes: 'no script',
  run: '#!/bin/sh\n',
  'run.py': '#!/usr/bin/python3\n',
};

function read(kind: 'copy' | 'mount') {
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), text);
  const context = [{ kind, sources: ['.'], line: 2 }];
  const image = { flavour: { folder }, use: { context } };
  return readCopied(image as unknown as ResolvedImage);
}

describe('readCopied', () => {
  it('reads scripts, and short files whose names are suspect', () => {
    expect(read('copy').sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { kind: 'copy', path: '.env', line: 2, text: 'A=1' },
      { kind: 'copy', path: 'ca.pem', line: 2, text: undefined },
      { kind: 'copy', path: 'install.sh', line: 2, text: 'pip install x' },
      { kind: 'copy', path: 'run', line: 2, text: '#!/bin/sh\n' },
    ]);
  });

  it('says what is only mounted', () => {
    expect(read('mount').map(({ kind }) => kind)).toContain('mount');
  });
});
