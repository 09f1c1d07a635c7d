import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hostOfKey } from '../../../brickyard/src/registry/auth/login-key';
import { askGo, type LoginCase } from './ask-go';
import { type ComparedLogin, compareLogins } from './compare-logins';
import { drawKey, drawLogins, loginTable } from './login-cases';
import { Random } from './random';
import { readLogins } from './read-logins';

const SEED = 16;

describe('logins beside docker/cli', () => {
  const counts: string[] = [];
  afterAll(() => process.stdout.write(`${counts.join('\n')}\n`));

  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'brickyard-logins-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  const drawn = () => {
    const random = new Random(SEED);
    return Array.from({ length: 1000 }, () => drawLogins(random));
  };

  async function compare(cases: readonly LoginCase[]) {
    const { logins } = askGo({ logins: cases });
    const compared: ComparedLogin[] = [];
    for (const [index, each] of cases.entries()) {
      const theirs = logins[index];
      if (theirs === undefined) throw new Error('no answer');
      const ours = await readLogins(each, home);
      compared.push(...compareLogins(each, ours, theirs));
    }
    return compared;
  }

  it.each([
    ['logins of the table', () => loginTable],
    [`logins drawn with seed ${SEED}`, drawn],
  ])('finds %s as docker does', async (name, cases) => {
    const compared = await compare(cases());
    const count = (wanted: string) =>
      compared.filter(({ verdict }) => verdict === wanted);
    const numbers = ['same', 'explained', 'unexplained'].map(
      (wanted) => `${count(wanted).length} ${wanted}`,
    );
    counts.push(`${name}: ${numbers.join(', ')}`);
    expect(count('unexplained')).toEqual([]);
  });

  it('finds the host in any key', () => {
    const random = new Random(SEED);
    const keys = Array.from({ length: 10_000 }, () => drawKey(random));
    const { hosts } = askGo({ hosts: keys });
    // A registry is never called anything else.
    const isName = (host = '') =>
      /^(?:[a-z\d.-]+|\[[\da-f:]+\])(?::\d+)?$/i.test(host);
    const differ = keys.flatMap((key, index) => {
      const [ours, theirs] = [hostOfKey(key), hosts[index]];
      const isSame = ours === theirs || (!isName(ours) && !isName(theirs));
      return isSame ? [] : [{ key, ours, theirs }];
    });
    counts.push(`hosts of keys: ${keys.length} drawn, ${differ.length} differ`);
    expect(differ).toEqual([]);
  });
});
