import { builtInRuntimes } from '../../runtime/catalogue';
import { caught } from '../../testing/test-error';
import { readWorkspace } from '../../workspace/read-workspace';
import { parents, TestTree } from '../testing/test-tree';
import { generateRemove } from './remove';

const facts = builtInRuntimes[2];
let test: TestTree;
afterEach(() => test.close());
beforeEach(() => {
  test = TestTree.ofFlavours(...parents);
  test.folder.write(
    'nx.json',
    '{\n  "plugins": [\n    { "plugin": "brickyard", "options": { "runtimes": "./lines" } }\n  ]\n}\n',
  );
  addLine('18');
  addLine('18.1');
});

function addLine(name: string, folder = 'lines') {
  const text = JSON.stringify({ ...facts, name });
  test.folder.write(`${folder}/${name}.json`, text);
}

const remove = (name: string | number, environment = {}) =>
  generateRemove(test.tree, { name }, environment);
const refusal = (name: string | number, environment = {}) => {
  const error = caught(() => remove(name, environment));
  expect(test.tree.listChanges()).toEqual([]);
  return error as { code: string; message: string; hint: string };
};
const gone = () => {
  const before = Object.keys(test.files());
  test.flush();
  const after = test.files();
  return before.filter((path) => !(path in after));
};

describe('generateRemove, of a runtime line', () => {
  it('takes its file and its locks in every flavour, and no others', () => {
    for (const file of [
      ...['18.txt', '18.apt.txt', '18.r.txt', '18.python-lsp.txt', '18.md'],
      ...['18.1.txt', '18.1.apt.txt', '17.3-LTS.txt', '180.txt'],
    ])
      test.folder.write(`packages/python/locks/${file}`, '');
    test.folder.write('packages/left/locks/18.txt', '');
    // A shell's 18 is a number.
    const told = remove(18);
    expect(gone()).toEqual([
      'lines/18.json',
      'packages/left/locks/18.txt',
      ...['18.apt.txt', '18.python-lsp.txt', '18.r.txt', '18.txt'].map(
        (file) => `packages/python/locks/${file}`,
      ),
    ]);
    expect(told).toEqual([
      '18 is gone from this workspace; published images for it stay, for the clusters that run on them',
      'lines/18.json deleted',
      '5 locks deleted',
      'next:',
      '  git commit -m "feat(runtimes)!: remove 18" -- lines/18.json packages/left/locks packages/python/locks',
    ]);
  });

  it('takes the option with the last line, so that the workspace can be read', () => {
    remove('18.1');
    test.flush();
    expect(remove('18')).toContain(
      'nx.json: runtimes is gone, since no line is left in that folder',
    );
    test.flush();
    const { runtimes } = readWorkspace(test.folder.root, {});
    expect(runtimes).toEqual(builtInRuntimes);
    expect(test.files()['nx.json']).toContain('"plugin": "brickyard"');
  });

  it('is refused by each flavour that lists it, with the line', () => {
    test.folder.write(
      'packages/r/image.ts',
      "import { defineImage } from 'brickyard';\n\nexport default defineImage({\n  runtimes: [\n    '17.3-LTS',\n    '18',\n  ],\n  waivers: [{ rule: 'IMG-05', reason: 'x', runtimes: ['18'] }],\n});\n",
    );
    test.folder.write(
      'packages/python/image.ts',
      "import { defineImage } from 'brickyard';\n\nexport default defineImage({ runtimes: ['18'] });\n",
    );
    expect(refusal('18')).toMatchObject({
      code: 'RUNTIME_IN_USE',
      message: [
        'packages/python/image.ts:3: python is built for 18 alone',
        'packages/r/image.ts:6: r is built for 18',
        'packages/r/image.ts:8: the waiver of IMG-05 names 18',
      ].join('\n'),
      hint: 'npx nx g brickyard:runtime 17.3-LTS --upgrade=python,r --replace=18 moves them off it',
    });
  });

  it('is refused by a profile, and by options of targets', () => {
    test.folder.write(
      'nx.json',
      '{\n  "plugins": [{ "plugin": "brickyard", "options": { "runtimes": "lines", "profile": "here.json" } }],\n  "targetDefaults": {\n    "docker-test": { "options": {\n      "runtime": ["18", "17.3-LTS"] } }\n  }\n}\n',
    );
    test.folder.write(
      'here.json',
      '{\n  "runtime": {\n    "17.3-LTS": "18" }\n}',
    );
    test.folder.write('lab/lab.json', '{\n"runtime": { "18": "17.3-LTS" } }');
    test.folder.write(
      'packages/r/package.json',
      '{ "nx": { "targets": { "lock": {\n"options": { "runtime": "18.1,18" } } } } }',
    );
    const error = refusal('18', { BRICKYARD_PROFILE: 'lab/lab.json' });
    expect(error).toMatchObject({
      code: 'RUNTIME_IN_USE',
      message: [
        'nx.json:5: "runtime" names 18',
        'here.json:3: "runtime" names 18',
        'lab/lab.json:2: "runtime" names 18',
        'packages/r/package.json:2: "runtime" names 18',
      ].join('\n'),
      hint: 'take 18 out of these lines first',
    });
  });

  it('cannot take a line of the catalogue that comes with Brickyard', () => {
    expect(refusal('15.4-LTS')).toMatchObject({
      code: 'RUNTIME_BUILT_IN',
      message:
        '15.4-LTS is in the catalogue that comes with Brickyard, and cannot be removed from it',
    });
    expect(refusal('17.3-LTS')).toMatchObject({ code: 'RUNTIME_IN_USE' });
  });

  it('takes the locks of such a line, and facts that stand in for its own', () => {
    addLine('15.4-LTS');
    test.folder.write('packages/r/locks/15.4-LTS.r.txt', '');
    expect(remove('15.4-LTS').slice(0, 3)).toEqual([
      '15.4-LTS stays in the catalogue that comes with Brickyard, with its facts there; published images for it stay, for the clusters that run on them',
      'lines/15.4-LTS.json deleted',
      '1 lock deleted',
    ]);
    expect(gone()).toEqual([
      'lines/15.4-LTS.json',
      'packages/r/locks/15.4-LTS.r.txt',
    ]);
  });

  it('asks for a refresh where nothing else starts from its image', () => {
    test.folder.write('images.lock.json', '{}');
    expect(remove('18')).not.toContain('  npx brickyard refresh');
    const text = JSON.stringify({ ...facts, name: '18.1', baseImage: 'x:1' });
    test.folder.write('lines/18.1.json', text);
    expect(remove('18.1')).toContain('  npx brickyard refresh');
  });

  it('leaves a file alone that is outside of the workspace', () => {
    const outside = `../${test.folder.root.split('/').at(-1)}-lines`;
    addLine('19', outside);
    test.folder.write(
      'nx.json',
      `{ "plugins": [{ "plugin": "brickyard", "options": { "runtimes": "${outside}" } }] }`,
    );
    expect(refusal('19')).toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  it.each([
    ['18-LTS', 'did you mean 18'],
    ['17.3', 'did you mean 17.3-LTS'],
    ['pyton', 'did you mean python'],
  ])('suggests what %s may mean', (name, hint) => {
    const error = refusal(name);
    expect(error).toMatchObject({ code: 'FLAVOUR_UNKNOWN' });
    expect(error.hint).toContain(hint);
    expect(error.message).toBe(
      `there is no flavour packages/${name}, and no runtime line ${name}`,
    );
  });
});
