import { parseInventory } from '../inventory/parse-inventory';
import { renderSbom } from '../sbom/render-sbom';
import type { Contents } from '../versioning/contents';
import { parseContents } from '../versioning/parse-contents';
import { valueOf } from './ecosystem';
import { ecosystemTable, findEcosystem, orderOf } from './ecosystem-table';

/** Something of every ecosystem, as the probe prints it. */
const rows = [
  'os\tubuntu\t24.04\tUbuntu 24.04.3 LTS',
  'system',
  'java\t/usr/lib/jvm/zulu17\t17.0.16\tdefault',
  'python\t/databricks/python3\t3.12.3',
  'python-package\t/databricks/python3\tnumpy\t2.1.3\t10',
  'python\t/usr\t3.12.3',
  'r\t4.4.2',
  'r-package\tsf\t1.0-16\t4.4.1\t/l',
  'r-package\tstats\t4.4.2\t4.4.2\t/l',
  'apt\tbash\t5.2.21-2\tinstalled\t012',
  'size\t100',
  'jar\t/a/core-1.2.0.jar\t5',
  'jar-details\t/a/core-1.2.0.jar\torg.example\tcore\t1.2.0',
  'end',
];
const text = rows.map((row) => `brickyard:row\t${row}\n`).join('');
const inventory = parseInventory(text, 'here');

describe('the table of ecosystems', () => {
  it.each(['name', 'label'] as const)('gives no %s twice', (key) => {
    const all = ecosystemTable.map((ecosystem) => ecosystem[key]);
    expect(all).toEqual([...new Set(all)]);
  });

  it('gives no field and no package URL twice', () => {
    const fields = ecosystemTable.map(({ record }) => record.field);
    expect(fields).toEqual([...new Set(fields)]);
    const types = ecosystemTable.flatMap(({ bill }) => bill.purlTypes);
    expect(types).toEqual([...new Set(types)]);
  });

  it('orders what it does not list as semantic versions', () => {
    expect(findEcosystem('npm')).toBeUndefined();
    expect(orderOf('npm').releaseOf('1.2.3')).toEqual({
      epoch: 0,
      numbers: [1, 2, 3],
    });
    expect(orderOf('npm').releaseOf('1.2')).toBeUndefined();
  });
});

describe.each(ecosystemTable.map((row) => [row.name, row] as const))(
  '%s',
  (name, ecosystem) => {
    const value = valueOf(inventory, ecosystem);
    const groups = ecosystem.listGroups(value);
    const platforms = ecosystem.listPlatforms?.(value) ?? [];

    it('finds what the probe printed', () => {
      const found = [
        ...groups.flatMap(({ packages }) => packages),
        ...platforms,
      ];
      expect(found).not.toEqual([]);
      for (const group of groups) expect(group.ecosystem).toBe(name);
    });

    it('orders every version that it finds', () => {
      const packages = groups.flatMap((group) => group.packages);
      const { order } = ecosystem;
      const isLost = ({ version }: { version: string }) =>
        order.releaseOf(version) === undefined;
      expect(packages.filter(isLost)).toEqual([]);
    });

    it('reads from records and SBOMs what it wrote there', () => {
      const subject = { flavour: 'x', runtime: 'y', key: 'k', tag: 't' };
      const about = { ...subject, digest: 'sha256:1', created: '' };
      const record = parseContents(JSON.stringify(inventory), 'a.json');
      const sbom = parseContents(renderSbom(about, inventory), 'b.json');
      expect(listOwn(sbom)).toEqual(listOwn(record));
    });

    /** What a side has of this ecosystem: `/databricks/python3 numpy 2.1.3`. */
    function listOwn(side: Contents): string[] {
      return side.groups
        .filter((group) => group.ecosystem === name)
        .flatMap(({ environment, packages }) =>
          packages.map((item) =>
            [environment, item.name, item.version, item.size].join(' '),
          ),
        );
    }
  },
);
