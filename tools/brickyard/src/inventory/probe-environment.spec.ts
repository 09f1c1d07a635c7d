import { spawnSync } from 'node:child_process';

import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { environmentScript } from './probe-environment';
import { parsePrinted as parse } from './testing/test-inventory';

describe('the variables of an image', () => {
  it('are left out where nobody could look', () => {
    expect(parse()).not.toHaveProperty('environment');
  });

  it('are told in order, values only of some', () => {
    const inventory = parse(
      ['environment'],
      ['variable', 'USER', '=root'],
      ['variable', 'LANG', '='],
      ['other-variable', 'TOKEN'],
      ['other-variable', 'APP'],
    );
    expect(JSON.stringify(inventory.environment)).toBe(
      '{"LANG":"","USER":"root"}',
    );
    expect(inventory.otherVariables).toEqual(['APP', 'TOKEN']);
  });

  it('keeps to itself what may be a secret, however it is written', () => {
    const secret = 's3cr3t';
    const env = {
      PATH: process.env['PATH'],
      JNAME: 'zulu17',
      LC_TIME: 'C\tx\nUSER=fake',
      DATABASE: `postgres://a:${secret}@host/db`,
      TOKEN: `line\nUSER=${secret}\n`,
      HOSTNAME: '0123',
    };
    const input = `${shellRows(rowMark)}${environmentScript}row end\n`;
    const { stdout } = spawnSync('sh', [], { env, input, encoding: 'utf8' });
    expect(stdout).not.toContain(secret);
    const { environment, otherVariables } = parse(
      ...stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').slice(1)),
    );
    expect(environment).toEqual({
      JNAME: 'zulu17',
      LC_TIME: 'C x USER=fake',
      PATH: env.PATH,
    });
    expect(otherVariables).toEqual(['DATABASE', 'TOKEN']);
  });
});
