import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';

import type { TestWorkspace } from '../run/testing/test-workspace';

export interface Breakage {
  what: string;
  act: () => void;
  said: RegExp;
  /** Seen once the image itself is planned. */
  isLate?: boolean;
  /** Lint does not look at it. */
  isBuildOnly?: boolean;
}

const at = 'packages/broken';

/** For specs: ways to break the flavour `broken`, and what each command says of it. */
export function listBreakages(of: () => TestWorkspace) {
  const write = (path: string, text: string) =>
    of().write(`${at}/${path}`, text);
  const remove = (path: string) => of().remove(`${at}/${path}`);
  const folder = (path: string) =>
    mkdirSync(of().path(`${at}/${path}`), { recursive: true });
  const dockerfile = (...lines: string[]) =>
    write('Dockerfile', `FROM ubuntu:24.04\n${lines.join('\n')}\n`);
  const image = (text: string) => write('image.ts', text);

  /** A flavour as it is when nothing has been locked yet. */
  function locked(): void {
    write(
      'Dockerfile',
      'FROM ubuntu:24.04 AS lock\nFROM ubuntu:24.04\nCOPY locks/17.3-LTS.txt /\n',
    );
    write('requirements.txt', 'idna\n');
  }

  const breakages: Breakage[] = [
    {
      what: 'an instruction that is none',
      act: () => dockerfile('RUNN x'),
      said: /broken\/Dockerfile:2: unknown instruction "RUNN"/,
    },
    {
      what: 'a FROM with an ARG without a value',
      act: () => write('Dockerfile', 'ARG WHICH\nFROM ubuntu:${WHICH}\n'),
      said: /broken\/Dockerfile:2: .*ARG WHICH has no value/,
    },
    {
      what: 'a COPY of a variable that is none',
      act: () => dockerfile('COPY ${NOPE} /'),
      said: /broken\/Dockerfile:2: COPY \$\{NOPE\}: NOPE is not declared/,
    },
    {
      what: 'a parent that is none',
      act: () => write('Dockerfile', 'FROM brickyard/bsae\n'),
      said: /broken\/Dockerfile:1: brickyard\/bsae: there is no flavour/,
    },
    {
      what: 'a parent with a tag',
      act: () => write('Dockerfile', 'FROM brickyard/base:1\n'),
      said: /broken\/Dockerfile:1: brickyard\/base:1: a parent .* takes no tag/,
    },
    {
      what: 'a parent for another runtime',
      act: () => {
        image(`export default { runtimes: ['16.4-LTS'] };`);
        write('Dockerfile', 'FROM brickyard/base\n');
      },
      said: /broken\/Dockerfile:1: .*built for 16.4-LTS, but base is not/,
    },
    {
      what: 'an image that no image is called',
      act: () => write('Dockerfile', 'FROM Up:::per\n'),
      said: /broken\/Dockerfile:1: FROM: /,
    },
    {
      what: 'a circle of itself',
      act: () => write('Dockerfile', 'FROM brickyard/broken\n'),
      said: /built on each other: broken → broken\n.*broken\/Dockerfile:1/,
    },
    {
      what: 'a Dockerfile that is gone',
      act: () => remove('Dockerfile'),
      said: /broken\/Dockerfile: does not exist/,
    },
    {
      what: 'a Dockerfile that is a folder',
      act: () => {
        remove('Dockerfile');
        folder('Dockerfile');
      },
      said: /broken\/Dockerfile: is a folder, not a file/,
    },
    {
      what: 'a link to a Dockerfile that is gone',
      act: () => {
        remove('Dockerfile');
        of().link(`${at}/Dockerfile`, 'gone');
      },
      said: /broken\/Dockerfile: is a link to \S+, which does not exist/,
    },
    {
      what: 'a target that is no stage',
      act: () =>
        image(`export default { runtimes: ['17.3-LTS'], target: 'x' };`),
      said: /broken\/Dockerfile: there is no stage "x"/,
    },
    {
      what: 'an image.ts that is no TypeScript',
      act: () => image('export default {\n  runtimes: [,,\n'),
      said: /broken\/image.ts:\d+: could not be evaluated/,
    },
    {
      what: 'an image.ts that ends the process',
      act: () => image('\nprocess.exit(0);\n'),
      said: /broken\/image.ts:2: .*process\.exit\(0\)/,
    },
    {
      what: 'an image.ts with a key that is none',
      act: () => image(`export default { runtimes: ['17.3-LTS'], run: 1 };`),
      said: /broken\/image.ts:1: run: is not a known key/,
    },
    {
      what: 'a runtime that is none',
      act: () => image(`export default { runtimes: ['1.0-LTS'] };`),
      said: /broken\/image.ts: runtimes: .*1\.0-LTS/,
    },
    {
      what: 'an image.ts that is gone',
      act: () => remove('image.ts'),
      said: /broken\/image.ts: does not exist/,
    },
    {
      what: 'an image.ts that is a pipe',
      act: () => {
        remove('image.ts');
        execFileSync('mkfifo', [of().path(`${at}/image.ts`)]);
      },
      said: /broken\/image.ts: is a pipe, not a file/,
    },
    {
      what: 'a package.json that is no JSON',
      act: () => write('package.json', '{'),
      said: /broken\/package.json:1: is not JSON/,
    },
    {
      what: 'a package.json that is gone',
      act: () => remove('package.json'),
      said: /broken\/package.json: is missing/,
    },
    {
      what: 'the name of another',
      act: () => {
        of().write('packages/zoo/package.json', { name: 'base' });
        renameSync(of().path(at), of().path('packages/zoo2'));
        of().write('packages/zoo2/package.json', { name: 'base' });
      },
      said: /zoo2\/package.json: name 'base' is already the name of packages\/base/,
    },
    {
      what: 'a folder that leads to itself',
      act: () => of().link('packages/loop', 'loop'),
      said: /packages\/loop: cannot be read \(ELOOP\)/,
    },
    {
      what: 'a .dockerignore that is a folder',
      act: () => folder('.dockerignore'),
      said: /broken\/\.dockerignore: is a folder, not a file/,
    },
    {
      what: 'a pattern that none can match',
      act: () => dockerfile('COPY [a /'),
      said: /broken\/Dockerfile:2: '\[a' is not a valid pattern/,
      isLate: true,
      isBuildOnly: true,
    },
    {
      what: 'a rule of .dockerignore that none can match',
      act: () => {
        write('.dockerignore', '\n[a\n');
        dockerfile('COPY . /');
      },
      said: /broken\/\.dockerignore:2: '\[a' is not a valid pattern/,
      isLate: true,
      isBuildOnly: true,
    },
    {
      what: 'a lock that is a folder',
      act: () => {
        locked();
        folder('locks/17.3-LTS.txt');
      },
      said: /broken\/locks\/17\.3-LTS\.txt: is a folder, not a file/,
      isLate: true,
      isBuildOnly: true,
    },
    {
      what: 'a lock that was never made',
      act: () => locked(),
      said: /broken\/locks\/17\.3-LTS\.txt: .*not locked for 17\.3-LTS \[LOCK_STALE\]\n {2}hint: npx nx lock broken/,
      isLate: true,
      isBuildOnly: true,
    },
    {
      what: 'a list of packages that is a folder',
      act: () => {
        locked();
        remove('requirements.txt');
        folder('requirements.txt');
      },
      said: /broken\/requirements\.txt: is a folder, not a file/,
      isLate: true,
    },
    {
      what: 'a cluster that would not start',
      act: () =>
        image(
          `export default {\n  runtimes: ['17.3-LTS'],\n  cluster: { nodeType: 'm6g.xlarge' },\n};`,
        ),
      said: /broken\/image.ts:3: cluster\.nodeType: /,
      isLate: true,
    },
  ];

  return { breakages, edit: { locked, dockerfile, write } };
}
