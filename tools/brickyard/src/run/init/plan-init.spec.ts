import type { InitPlace } from './init-place';
import { planInit, workspaceName } from './plan-init';

const plugin = {
  folder: '/p',
  version: '0.1.0',
  nxRange: '^23.2.1 || ^24.0.0',
};
const answers = {
  ...{ registry: 'team.azurecr.io', namespace: 'clusters' },
  ...{ languages: 'python', ci: 'azure' },
};
const packed = { kind: 'package', path: 'tools/brickyard-0.1.0.tgz' };
const generator = {
  kind: 'generator',
  words: [
    'brickyard:init',
    ...['--registry=team.azurecr.io', '--namespace=clusters'],
    ...['--languages=python', '--ci=azure'],
  ],
};
const place = (facts: Partial<InitPlace> = {}): InitPlace => ({
  ...{ folder: '/home/ann/images', entries: [], git: {}, plugin },
  ...facts,
});
const brief = (facts: Partial<InitPlace>) =>
  planInit(place(facts), answers).map((step) =>
    'path' in step ? step.path : step.kind,
  );

describe('planInit', () => {
  it('makes an empty folder a repository and a workspace', () => {
    const [repository, manifest, nxJson, readme, ...rest] = planInit(
      place(),
      answers,
    );
    expect(repository).toEqual({ kind: 'repository', branch: 'main' });
    expect(manifest).toMatchObject({
      path: 'package.json',
      text: '{\n  "name": "images",\n  "version": "0.0.0",\n  "private": true\n}\n',
    });
    expect(nxJson).toMatchObject({
      path: 'nx.json',
      text: expect.stringContaining('"defaultBase": "main"') as string,
    });
    expect(readme).toMatchObject({ path: 'README.md' });
    expect(rest).toEqual([
      packed,
      {
        kind: 'npm',
        words: [
          ...['install', '--save-dev', '--save-exact', 'nx@23.2.1'],
          './tools/brickyard-0.1.0.tgz',
        ],
      },
      generator,
    ]);
  });

  it('adds itself to a workspace of Nx, and keeps its version', () => {
    const facts = {
      entries: ['nx.json', 'package.json'],
      git: { top: '/home/ann/images' },
      manifest: { devDependencies: { nx: '~23.3.0' } },
    };
    expect(planInit(place(facts), answers)).toEqual([
      packed,
      {
        kind: 'npm',
        words: [
          ...['install', '--save-dev', '--save-exact'],
          './tools/brickyard-0.1.0.tgz',
        ],
      },
      generator,
    ]);
  });

  it('keeps the files and the branch of a repository', () => {
    const facts = {
      entries: ['readme', 'package.json'],
      git: { top: '/home/ann/images', mainBranch: 'trunk' },
      manifest: {},
    };
    expect(brief(facts)).toEqual(['nx.json', packed.path, 'npm', 'generator']);
    const [nxJson] = planInit(place(facts), answers);
    expect(nxJson).toMatchObject({
      text: expect.stringContaining('"defaultBase": "trunk"') as string,
    });
  });

  it('goes on where a run was killed', () => {
    const facts = {
      entries: ['README.md', 'nx.json', 'package.json'],
      git: { top: '/home/ann/images' },
      manifest: { devDependencies: { nx: '23.2.1', brickyard: 'file:x.tgz' } },
    };
    expect(planInit(place(facts), answers)).toEqual([
      { kind: 'npm', words: ['install'] },
      generator,
    ]);
    const installed = { ...facts, installed: '0.1.0' };
    expect(planInit(place(installed), answers)).toEqual([generator]);
    expect(planInit(place(installed), undefined)).toEqual([]);
  });
});

it('has nothing to do where the plugin is linked', () => {
  const facts = {
    entries: ['README.md', 'nx.json', 'package.json'],
    git: { top: '/home/ann/images' },
    manifest: { devDependencies: { nx: '23.2.1' } },
    ...{ options: {}, installed: '0.1.0' },
  };
  expect(planInit(place(facts), undefined)).toEqual([]);
});

describe('workspaceName', () => {
  it.each([
    ['/home/ann/Cluster Images', 'cluster-images'],
    ['/home/ann/brickyard', 'brickyard-images'],
    ['/', 'images'],
  ])('%s: %s', (folder, name) => expect(workspaceName({ folder })).toBe(name));
});
