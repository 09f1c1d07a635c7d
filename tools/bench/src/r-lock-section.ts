import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { Bench } from './bench';
import { makeBrickyardWorkspace, nxBinary, plain } from './image-workspace';
import { measure, type Measured } from './measure';
import { renderSpread, renderTable } from './render-figures';

/** As many as CRAN has. */
const LISTED = 22_000;
/** As many as an image with a modelling stack has. */
const LOCKED = 100;
const DAY = '2025-03-20';

/** Nothing answers there: a lock of R packages asks neither engine nor registry. */
const place = {
  base: 'bench.invalid/base:1',
  digest: `sha256:${'0'.repeat(64)}`,
  registry: { host: '127.0.0.1:9' },
};

/** `nx lock` of a flavour with R packages: all of them new, then one more each time. */
export async function measureRLocks(bench: Bench): Promise<string> {
  const folder = join(bench.folder, 'r-locks');
  const server = await serveCran(bench);
  makeBrickyardWorkspace(bench, place, 20, folder);
  writeFlavour(folder, server.url);
  const env = { ...plain, BRICKYARD_PROFILE: join(folder, 'profile.json') };
  const lock = (cache: string): Promise<Measured> =>
    measure({
      argv: [nxBinary(folder), 'lock', 'geo'],
      cwd: folder,
      env: { ...env, XDG_CACHE_HOME: join(folder, cache) },
    });
  const list = join(folder, 'packages/geo/r_packages.sh');
  const first = await lock('cache');
  const more: Measured[] = [];
  for (let run = 0; run < bench.options.runs; run += 1) {
    appendFileSync(list, `install-r-packages pkg${LOCKED + run}\n`);
    more.push(await lock('cache'));
  }
  const row = (name: string, runs: readonly Measured[], target: string) => [
    name,
    renderSpread(runs.map(({ seconds }) => seconds)),
    renderSpread(runs.flatMap(({ cpuSeconds }) => cpuSeconds ?? [])),
    target,
  ];
  const rows = [
    row(`${LOCKED} packages, none cached`, [first], ''),
    row('one package more', more, '≤ 3 s'),
  ];
  return `### R locks, of ${LISTED} packages in a repository on this machine\n\n${renderTable(['nx lock', 's', 's of CPU', 'target'], rows)}\n`;
}

function writeFlavour(folder: string, url: string): void {
  const files = {
    'package.json': '{ "name": "geo", "private": true }',
    'image.ts': "export default { runtimes: ['17.3-LTS'] };\n",
    Dockerfile: `FROM scratch AS locked\nARG DATABRICKS_RUNTIME\nCOPY locks/\${DATABRICKS_RUNTIME}.r.tx[t] /\nFROM ${place.base}\nRUN --mount=type=bind,from=locked,target=/mnt true\n`,
    'r_packages.sh': Array.from(
      { length: LOCKED },
      (_, index) => `install-r-packages pkg${index}\n`,
    ).join(''),
  };
  mkdirSync(join(folder, 'packages/geo'), { recursive: true });
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, 'packages/geo', name), text);
  const profile = { mirrors: { cran: url, bioconductor: url } };
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
}

/** An index in memory, and one tarball for each package that is asked for. */
async function serveCran({ folder, cleanUp }: Bench): Promise<{ url: string }> {
  const contrib = `/__linux__/noble/${DAY}/src/contrib`;
  const index = Array.from({ length: LISTED }, (_, n) => describe(n));
  const server = createServer((request, response) => {
    const [, number] = /pkg(\d+)_1\.0\.tar\.gz$/.exec(request.url ?? '') ?? [];
    if (request.url === `${contrib}/PACKAGES`) response.end(index.join('\n'));
    else if (number === undefined) response.writeHead(404).end();
    else response.end(pack(Number(number), folder));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanUp.add(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}` };
}

function describe(n: number): string {
  return `Package: pkg${n}\nVersion: 1.0\nDepends: R (>= 3.5.0)\nImports: methods, stats, utils\nSuggests: knitr, rmarkdown, testthat\nLicense: MIT\nMD5sum: ${String(n).padStart(32, '0')}\nNeedsCompilation: no\n`;
}

function pack(n: number, folder: string): Buffer {
  const work = join(folder, 'r-pack');
  mkdirSync(join(work, `pkg${n}`), { recursive: true });
  writeFileSync(join(work, `pkg${n}`, 'DESCRIPTION'), describe(n));
  return execFileSync('tar', ['-cz', '-C', work, `pkg${n}`]);
}
