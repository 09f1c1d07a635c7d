import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hostOfKey } from '../../../brickyard/src/registry/auth/login-key';
import { type Oracle, type OracleCase, zipAnswers } from '../oracle/oracle';
import { Random } from '../random';
import { askGo, type LoginCase } from './ask-go';
import { compareLogins } from './compare-logins';
import { drawKey, drawLogins, loginTable } from './login-cases';
import { readLogins } from './read-logins';

const SEED = 16;

export const loginOracles: readonly Oracle[] = [
  {
    name: "Docker's config files of the table, for each registry",
    least: 131,
    ask: () => compare(loginTable),
  },
  {
    name: `Docker's config files drawn with seed ${SEED}, for each registry`,
    least: 5000,
    ask: () => {
      const random = new Random(SEED);
      return compare(Array.from({ length: 1000 }, () => drawLogins(random)));
    },
  },
  {
    name: 'hosts in keys of logins',
    least: 10_000,
    ask: () => {
      const random = new Random(SEED);
      const keys = Array.from({ length: 10_000 }, () => drawKey(random));
      const { hosts, versions } = askGo({ hosts: keys });
      const cases = zipAnswers(keys, hosts).map((pair) => judgeHost(...pair));
      return { tool: cliOf(versions), cases };
    },
  },
];

async function compare(asked: readonly LoginCase[]) {
  const { logins, versions } = askGo({ logins: asked });
  const home = mkdtempSync(join(tmpdir(), 'brickyard-logins-'));
  const cases: OracleCase[] = [];
  try {
    for (const [each, theirs] of zipAnswers(asked, logins)) {
      const compared = compareLogins(
        each,
        await readLogins(each, home),
        theirs,
      );
      for (const { verdict, why, ...shown } of compared)
        cases.push({ verdict, why, shown });
    }
  } finally {
    rmSync(home, { recursive: true });
  }
  return { tool: cliOf(versions), cases };
}

/** A registry is never called anything else. */
const NAME = /^(?:[a-z\d.-]+|\[[\da-f:]+\])(?::\d+)?$/i;

function judgeHost(key: string, theirs: string): OracleCase {
  const ours = hostOfKey(key);
  const isSame = ours === theirs || (!NAME.test(ours) && !NAME.test(theirs));
  return {
    verdict: isSame ? 'same' : 'unexplained',
    shown: { key, ours, theirs },
  };
}

function cliOf(versions: Readonly<Record<string, string>>): string {
  return `docker/cli ${versions['github.com/docker/cli']}`;
}
