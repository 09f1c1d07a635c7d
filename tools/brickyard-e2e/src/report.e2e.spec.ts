import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Report } from '../../brickyard/src/run/change/report';
import { expectFailure, expectSuccess } from './expectations';
import { TestBed } from './test-bed';

/** Enough for dpkg to list a package as installed, without an archive. */
const installed = (version: string) =>
  `\nPackage: brick\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\nMaintainer: e2e\nDescription: a brick\n`;
const list = 'packages/child/installed';

let bed: TestBed;
let temporary: string;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  const { namespace } = workspace;
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', {
    Dockerfile: `FROM ${namespace}/base\nCOPY installed /\nRUN cat /installed >> /var/lib/dpkg/status\n`,
    installed: installed('1.2.0'),
  });
  workspace.commit('two flavours');
  await workspace.publish();
  workspace.write(list, installed('1.3.0'));
  workspace.commit('a newer brick');
  // As on a fresh runner: only the registry still has the earlier images.
  workspace.remove('dist');
  await bed.forgetImages();
  const words = ['docker-push', 'child', '--channel=pr-12'];
  expectSuccess(await workspace.nx(words));
  temporary = join(workspace.root, 'dist/tmp');
  mkdirSync(temporary);
}, 120_000);
afterAll(() => bed?.close());

const start = (...words: string[]) => {
  const command = 'tools/brickyard/bin/brickyard.cjs';
  const file = join(__dirname, '../../..', command);
  const argv = [process.execPath, file, 'report', ...words];
  return bed.workspace.start(argv, { TMPDIR: temporary });
};
const run = (...words: string[]) => start(...words).finished;

describe('brickyard report', () => {
  it('tells what a commit does to the one image', async () => {
    const finished = await run('--base=HEAD~1', '--json');
    expectSuccess(finished);
    const { images, summary, warnings } = JSON.parse(finished.stdout) as Report;
    expect(warnings).toEqual([]);
    expect(summary).toMatchObject({ changed: 1, new: 0, unchanged: 1 });
    const [child] = images;
    expect(child).toMatchObject({
      ...{ flavour: 'child', change: 'changed', action: { kind: 'built' } },
      reasons: [{ part: 'context:installed', change: 'changed' }],
      size: { measure: 'download', isOver: false },
      packages: {
        ...{ basis: 'images', from: 'its SBOM in the registry' },
        groups: [
          {
            ...{ ecosystem: 'apt', added: [], removed: [] },
            changed: [
              { name: 'brick', from: '1.2.0', to: '1.3.0', level: 'minor' },
            ],
          },
        ],
      },
    });
    const { digest, tags = [] } = child?.reference ?? {};
    expect(tags).toHaveLength(2);
    // Its two layers of its own; those of the base are there.
    const { layers } = await bed.publishedManifest('child', tags[0] ?? '');
    const own = layers.slice(-2).reduce((sum, { size }) => sum + size, 0);
    const size = child?.size?.now;
    expect(child?.cost).toEqual({ size, upload: own, download: own });
    for (const tag of tags)
      expect(await bed.publishedDigest('child', tag)).toBe(digest);
    const { runtime } = bed.workspace.record('child');
    expect(tags[1]).toBe(`pr-12-${runtime}`);
  });

  it('writes a comment', async () => {
    const file = 'dist/report.md';
    expectSuccess(await run('--base=HEAD~1', '--markdown', `--output=${file}`));
    const text = readFileSync(join(bed.workspace.root, file), 'utf8');
    expect(text).toMatch(/^### 1 image changed\n/);
    expect(text).toContain('| `brick` | 1.2.0 → 1.3.0 | minor |');
    expect(text).toMatch(/\*\*cost\*\*: uploads .* the last image pulls/);
    expectSuccess(await run('--base=HEAD', '--markdown'));
  });

  it('knows the image of a base by its lists alone, where it is gone', async () => {
    const empty = { BRICKYARD_NAMESPACE: `${bed.workspace.namespace}-gone` };
    const words = ['report', '--base=HEAD~1', '--json'];
    const finished = await bed.workspace.brickyard(words, empty);
    expectSuccess(finished);
    const { images } = JSON.parse(finished.stdout) as Report;
    expect(images[0]?.packages?.basis).toBe('sources');
  });

  it('leaves nothing behind when it is interrupted', async () => {
    bed.workspace.remove('dist/packages/child/inventory.json');
    const command = start('--base=HEAD~1');
    await command.waitFor('looking into it in a container');
    command.pressCtrlC();
    expectFailure(await command.finished, 'INTERRUPTED');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says which history it lacks', async () => {
    expectFailure(await run('--base=v9'), 'REVISION_UNKNOWN', "'v9'");
  });
});
