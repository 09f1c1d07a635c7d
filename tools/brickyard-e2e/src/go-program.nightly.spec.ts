import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findGoProgram, type GoProgram } from './go-program';

const wanted: GoProgram = {
  name: 'tool',
  package: 'example.test/tool',
  version: 'v1.2.3',
  go: '1.25',
  use: 'try things',
};

describe('findGoProgram', () => {
  let tools: string;
  beforeEach(() => (tools = mkdtempSync(join(tmpdir(), 'brickyard-tools-'))));
  afterEach(() => rmSync(tools, { recursive: true }));

  const find = () => findGoProgram(wanted, tools, { PATH: tools });
  const file = () => join(tools, 'tool-v1.2.3');

  /** In Go's place: writes a program, and says how often it was asked. */
  function standInForGo(): void {
    const script = `#!/bin/sh\necho "$@" >> '${tools}/asked'\necho built > "$GOBIN/tool"\n`;
    writeFileSync(join(tools, 'go'), script, { mode: 0o755 });
  }

  const asked = () => readFileSync(join(tools, 'asked'), 'utf8').split('\n');

  it('says what a machine without Go lacks, and leaves nothing', () => {
    expect(find).toThrow(
      'the nightly tests try things with tool v1.2.3, which Go builds: install Go 1.25 or newer',
    );
    expect(readdirSync(tools)).toEqual([]);
  });

  it('builds a program once, of one version', () => {
    standInForGo();
    expect([find(), find()]).toEqual([file(), file()]);
    expect(asked()).toEqual(['install example.test/tool@v1.2.3', '']);
    const record = readFileSync(`${file()}.sha256`, 'utf8');
    expect(record).toBe(createHash('sha256').update('built\n').digest('hex'));
  });

  it('builds one whose own go.mod replaces a module', () => {
    standInForGo();
    const replace = 'example.test/a v1.0.0 => example.test/b v1.0.1';
    const fork = { module: 'example.test', replace };
    findGoProgram({ ...wanted, fork }, tools, { PATH: tools });
    expect(asked()).toEqual(['build -mod=mod -o tool example.test/tool', '']);
  });

  it('builds one anew that is not what was built', () => {
    standInForGo();
    find();
    writeFileSync(file(), 'half');
    find();
    expect(readFileSync(file(), 'utf8')).toBe('built\n');
    expect(asked()).toHaveLength(3);
  });

  it('builds one anew of which no digest is known', () => {
    standInForGo();
    writeFileSync(file(), 'of another tool');
    find();
    expect(readFileSync(file(), 'utf8')).toBe('built\n');
  });
});
