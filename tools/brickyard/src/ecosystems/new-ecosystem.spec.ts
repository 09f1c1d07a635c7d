import { spawnSync } from 'node:child_process';

import { parseInventory } from '../inventory/parse-inventory';
import { writeProbe } from '../inventory/probe';
import { addUpFiles } from '../inventory/probe-files';
import { renderDiff, renderDiffMarkdown } from '../report/render-diff';
import { renderPackageGroups } from '../report/render-report-packages';
import { describeContents } from '../report/report-words';
import { testImageReport } from '../report/testing/test-report';
import { selectImages } from '../run/plan/select-images';
import { listSourcePackages } from '../run/sources/list-source-packages';
import { renderSbom } from '../sbom/render-sbom';
import { TestFolder } from '../testing/test-folder';
import { diffInventories } from '../versioning/diff-inventories';
import { parseContents } from '../versioning/parse-contents';
import { readWorkspace } from '../workspace/read-workspace';
import { conda } from './__fixtures__/conda';
import { countPackages } from './count-packages';
import type { Ecosystem } from './ecosystem';
import { ecosystemTable } from './ecosystem-table';

// A row is all that a new ecosystem adds to the sources.
const table = ecosystemTable as Ecosystem[];
beforeEach(() => void table.push(conda));
afterEach(() => void table.pop());

/** What the probe prints of an image with these files. */
function look(...files: readonly string[]) {
  const rows = files.map((file, inode) => `1\t1\t1:${inode}\t${file}\n`);
  const options = { input: rows.join(''), encoding: 'utf8' } as const;
  const { stdout } = spawnSync('awk', [addUpFiles()], options);
  return parseInventory(`${stdout}brickyard:row\tend\n`, 'here');
}

const meta = '/opt/conda/conda-meta';
const before = () =>
  look(
    `${meta}/numpy-2.1.3-py312_0.json`,
    `${meta}/ca-certs-2024.02.2-h_0.json`,
  );
const after = () =>
  look(
    `${meta}/numpy-2.1.4rc1-py312_0.json`,
    `${meta}/ca-certs-2025.1.31-h_0.json`,
    `${meta}/Zlib-1.3-h_1.json`,
  );
const sideOf = (value: unknown) =>
  parseContents(JSON.stringify(value), 'x.json');
const diff = () => diffInventories(sideOf(before()), sideOf(after()));

function sbomOf(inventory: ReturnType<typeof look>): string {
  const subject = { flavour: 'x', runtime: '17.3-LTS', key: 'k', tag: 'k-1' };
  return renderSbom({ ...subject, digest: 'sha256:1', created: '' }, inventory);
}

describe('an ecosystem that only has a row', () => {
  it('is asked for by the probe', () => {
    expect(writeProbe()).toContain('conda-meta');
    table.pop();
    expect(writeProbe()).not.toContain('conda-meta');
    table.push(conda);
  });

  it('is in the inventory', () => {
    expect(before()).toMatchObject({
      conda: [
        { name: 'ca-certs', version: '2024.02.2' },
        { name: 'numpy', version: '2.1.3' },
      ],
    });
    expect(countPackages(before())).toBe('2 Conda packages');
  });

  it('is compared in its own order of versions', () => {
    const nothing = { direct: null, sizeChange: null };
    expect(diff().groups).toEqual([
      {
        ecosystem: 'conda',
        environment: null,
        added: [{ name: 'Zlib', version: '1.3', ...nothing }],
        removed: [],
        changed: [
          {
            name: 'ca-certs',
            ...{ from: '2024.02.2', to: '2025.1.31' },
            ...{ level: 'major', direction: 'up', ...nothing },
          },
          {
            name: 'numpy',
            ...{ from: '2.1.3', to: '2.1.4rc1' },
            ...{ level: 'patch', direction: 'up', ...nothing },
          },
        ],
      },
    ]);
  });

  it('is not compared with a record that is older than its row', () => {
    const { conda: _conda, ...old } = before() as object & { conda?: unknown };
    const { groups, notes } = diffInventories(sideOf(old), sideOf(after()));
    expect(groups).toEqual([]);
    expect(notes).toEqual([
      'not compared, since x.json does not list it: conda packages (3)',
    ]);
  });

  it('is in the SBOM with its package URL, and read from there again', () => {
    const sbom = sbomOf(before());
    const { components } = JSON.parse(sbom) as { components: unknown[] };
    expect(components).toEqual([
      {
        type: 'library',
        name: 'ca-certs',
        version: '2024.02.2',
        'bom-ref': 'conda:ca-certs@2024.02.2',
        purl: 'pkg:conda/ca-certs@2024.02.2',
      },
      {
        type: 'library',
        name: 'numpy',
        version: '2.1.3',
        'bom-ref': 'conda:numpy@2.1.3',
        purl: 'pkg:conda/numpy@2.1.3',
      },
    ]);
    const { groups } = parseContents(sbom, 'sbom.json');
    expect(groups.find(({ ecosystem }) => ecosystem === 'conda')).toEqual(
      sideOf(before()).groups.find(({ ecosystem }) => ecosystem === 'conda'),
    );
  });

  it('is named by its label in diffs and reports', () => {
    const title = 'conda packages: 2 changed, 1 added';
    expect(renderDiff({ ...diff(), layers: null })).toContain(`\n${title}\n`);
    expect(renderDiffMarkdown({ ...diff(), layers: null })).toContain(
      `\n#### ${title}\n`,
    );
    expect(renderPackageGroups(diff().groups, true)[0]).toBe(
      '**conda packages**: 2 changed, 1 added',
    );
    const contains = [{ ecosystem: 'conda', environment: null, count: 2 }];
    const rest = { from: null, to: 'x', groups: [], notes: [] };
    const packages = { basis: 'images', contains, ...rest } as const;
    expect(describeContents(testImageReport({ packages }))).toBe(
      '2 conda packages',
    );
  });

  it('tells what a flavour asks for, and what came along', () => {
    const folder = new TestFolder({
      'nx.json': '{}',
      'packages/x/package.json': '{}',
      'packages/x/Dockerfile': 'FROM ubuntu:24.04\n',
      'packages/x/image.ts': "export default { runtimes: ['17.3-LTS'] };\n",
      'packages/x/conda-packages.txt': 'zlib\nnumpy=2.1.4\n',
    });
    const workspace = readWorkspace(folder.root, {});
    const images = selectImages(workspace);
    const [image] = images;
    if (image === undefined) throw new Error('the image is there');
    const asked = listSourcePackages(image, images, workspace.options);
    folder.close();
    expect(asked.groups.at(-1)).toEqual({
      ecosystem: 'conda',
      environment: null,
      packages: [
        { name: 'zlib', version: 'any version' },
        { name: 'numpy', version: '2.1.4' },
      ],
    });
    const { direct } = asked;
    const to = { ...sideOf(after()), direct };
    const [group] = diffInventories(sideOf(before()), to).groups;
    expect(
      [...(group?.added ?? []), ...(group?.changed ?? [])].map(
        ({ name, direct }) => [name, direct],
      ),
    ).toEqual([
      ['Zlib', true],
      ['numpy', true],
      ['ca-certs', false],
    ]);
  });
});
