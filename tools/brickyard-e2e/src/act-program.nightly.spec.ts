import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findAct } from './act-program';

describe('findAct', () => {
  const tools = mkdtempSync(join(tmpdir(), 'brickyard-tools-'));
  afterAll(() => rmSync(tools, { recursive: true }));

  it('says what a machine without Go lacks, and leaves nothing', () => {
    expect(() => findAct(tools, { PATH: tools })).toThrow(
      'install Go 1.25 or newer',
    );
    expect(readdirSync(tools)).toEqual([]);
  });
});
