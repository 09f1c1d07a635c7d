import { caught } from '../../testing/test-error';
import { checkPlace } from './check-place';
import type { InitPlace } from './init-place';

const plugin = {
  folder: '/p',
  version: '0.1.0',
  nxRange: '^23.2.1 || ^24.0.0',
};
const place = (facts: Partial<InitPlace>): InitPlace => ({
  ...{ folder: '/home/ann/images', entries: [], git: {}, plugin },
  ...facts,
});
const repository = { top: '/home/ann/images' };

describe('checkPlace', () => {
  it.each([
    ['an empty folder', {}],
    ['a packed Brickyard alone', { entries: ['brickyard-0.1.0.tgz'] }],
    [
      'a fresh clone',
      { entries: ['.git/', '.gitignore', 'LICENSE', 'README.md'] },
    ],
    ['a repository', { entries: ['.git/', 'src/'], git: repository }],
    [
      'a workspace of Nx',
      { entries: ['apps/', 'nx.json'], nxVersion: '24.0.0' },
    ],
  ])('takes %s', (_name, facts) => {
    expect(() => checkPlace(place(facts))).not.toThrow();
  });

  it.each([
    [
      'files of somebody',
      { entries: ['a.pdf', 'b/', 'c', 'd', 'e', 'f', 'g'] },
      'is not empty, and no git repository: it has a.pdf, b/, c, d, e and 2 more',
      'git init',
    ],
    [
      'a part of a workspace',
      { outer: '/home/ann', git: { top: '/home/ann' } },
      'is inside the Nx workspace /home/ann',
      'run this in /home/ann',
    ],
    [
      'a part of a repository',
      { git: { top: '/home/ann' } },
      'is inside the git repository /home/ann',
      'run this in /home/ann',
    ],
    [
      'a workspace of pnpm',
      { entries: ['nx.json', 'pnpm-lock.yaml'] },
      'pnpm-lock.yaml: this workspace installs with pnpm',
      'file:tools/brickyard-0.1.0.tgz',
    ],
    [
      'a workspace that names yarn',
      { git: repository, manifest: { packageManager: 'yarn@4.1.0' } },
      'package.json: this workspace installs with yarn',
      'add it with yarn',
    ],
    [
      'a workspace of the same name',
      { git: repository, manifest: { name: 'brickyard' } },
      'package.json: is called brickyard, as the plugin is',
      'another name',
    ],
    [
      'files where folders have to be',
      { git: repository, entries: ['packages', 'tools'] },
      'packages: is a file, and Brickyard needs a folder of this name\ntools: is a file',
      'rename the file packages; rename the file tools',
    ],
  ])('refuses %s', (_name, facts, message, hint) => {
    expect(caught(() => checkPlace(place(facts)))).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    });
  });

  it('refuses an Nx that it was not tried with', () => {
    const facts = { entries: ['nx.json'], nxVersion: '21.6.0' };
    expect(caught(() => checkPlace(place(facts)))).toMatchObject({
      code: 'NX_UNSUPPORTED',
      message: expect.stringContaining('has Nx 21.6.0') as string,
    });
  });
});
