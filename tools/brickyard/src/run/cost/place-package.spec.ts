import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { placePackage, type SortedPackage } from './place-package';

const script = join(__dirname, '../../../../../packages/toolbox/bin/in-layers');
/** What the script that builds images says of the same packages. */
const ask = `
import importlib.machinery, importlib.util, json, sys
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("in_layers", sys.argv[1])
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("in_layers", loader))
loader.exec_module(module)
print(json.dumps([
    module.layer_of((each["ecosystem"], module.normalize(each["name"]) if each["ecosystem"] == "python" else each["name"]),
                    each["size"], {module.normalize(each["name"])} if each["isPinned"] else set())
    for each in json.load(sys.stdin)]))
`;

const names = [
  'numpy',
  'SQLAlchemy',
  'scikit_learn',
  'data.table',
  'Rcpp',
  'a',
];
const sizes = [
  ...[0, 1, 379_999, 380_000, 559_999, 560_000, 999_999, 1e6],
  ...[6_999_999, 7e6, 19_999_999, 2e7, 1e8],
];
const packages = ['python', 'r'].flatMap((ecosystem) =>
  names.flatMap((name) =>
    [...sizes, 99_999_999].flatMap((size) =>
      [true, false].map((isPinned): SortedPackage => {
        return { ecosystem, name, size, isPinned };
      }),
    ),
  ),
);

describe('placePackage', () => {
  it('says what the script of the toolbox says', () => {
    const input = JSON.stringify(packages);
    const answer = execFileSync('python3', ['-c', ask, script], {
      input,
      encoding: 'utf8',
    });
    const layers = packages.map(placePackage);
    expect(layers).toEqual(JSON.parse(answer));
    expect(new Set(layers).size).toBe(8);
  });
});
