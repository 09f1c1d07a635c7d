import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expectFailure, expectSuccess } from './expectations';
import { findFreePort } from './free-port';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

/** Every image whose base is Debian's or Ubuntu's has it. */
const download = '/usr/lib/apt/apt-helper download-file';
let bed: TestBed;
let mirror: Server;
let url: string;

beforeAll(async () => {
  bed = await TestBed.open();
  mirror = createServer(({ url: path }, response) => {
    response.end(`${path} of the mirror\n`);
  });
  await new Promise<void>((resolve) => {
    mirror.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`;
  const step = `RUN : ${bed.workspace.id}`;
  const { workspace } = bed;
  workspace.addFlavour('mirrored', {
    Dockerfile: [
      'FROM ubuntu:24.04',
      'ARG APT_MIRROR',
      `${step} && ${download} "$APT_MIRROR/package" /package`,
      '',
    ].join('\n'),
  });
  workspace.addFlavour('silent', {
    Dockerfile: `FROM ubuntu:24.04\n${step} && env > /environment\n`,
  });
});
afterEach(() => bed.forgetImages());
afterAll(async () => {
  mirror?.close();
  await bed?.close();
});

function setMirrors(apt?: string): void {
  const mirrors = { apt, pip: `${url}/simple`, cran: `${url}/cran` };
  const place = readPlaceProfile(process.env);
  const profile = { ...place, buildNetwork: 'host' };
  bed.workspace.write('profile.json', apt ? { ...profile, mirrors } : profile);
}

async function keys(): Promise<string[]> {
  return (await bed.workspace.plan()).images.map(({ key }) => key);
}

function build(name: string) {
  return bed.workspace.nx(['docker-build', name]);
}

describe('mirrors of a profile', () => {
  it('are where the steps that ask for them get packages, by the same key', async () => {
    setMirrors();
    const before = await keys();
    setMirrors(url);
    expect(await keys()).toEqual(before);
    expectSuccess(await build('mirrored'));
    const image = bed.localName('mirrored');
    expect(await bed.engine.run(image, ['cat', '/package'])).toBe(
      '/package of the mirror\n',
    );
    const { labels, env } = await bed.engine.inspect(image);
    expect(labels['brickyard.key']).toBe(before[0]);
    expect(JSON.stringify({ labels, env })).not.toContain(url);
  });

  it('do not cause a rebuild', async () => {
    setMirrors(url);
    expectSuccess(await build('mirrored'));
    setMirrors('http://127.0.0.1:1/elsewhere');
    const { output } = await build('mirrored');
    expect(output).toContain('0 to build, 1 to reuse');
  });

  it('are not told to a Dockerfile that does not ask', async () => {
    setMirrors(url);
    expectSuccess(await build('silent'));
    const image = bed.localName('silent');
    const environment = await bed.engine.run(image, ['cat', '/environment']);
    expect(environment).toContain('PATH=');
    expect(environment).not.toMatch(/MIRROR|PIP_INDEX_URL|127\.0\.0\.1/);
    const history = JSON.stringify(await bed.engine.history(image));
    expect(history).not.toContain(url);
  });

  it('stop the build when they are down', async () => {
    const down = `http://127.0.0.1:${await findFreePort()}/down`;
    setMirrors(down);
    const finished = await build('mirrored');
    expectFailure(
      finished,
      'BUILD_FAILED',
      'packages/mirrored/Dockerfile:3: RUN',
      `${down}/package`,
      `hint: by the mirrors of the profile, APT_MIRROR is ${down}`,
    );
    expect(await bed.localTags()).toEqual([]);
  });

  it('are refused with a password, which is not shown', async () => {
    setMirrors('http://user:never-shown@127.0.0.1:1/');
    const finished = await build('mirrored');
    expectFailure(finished, 'OPTIONS_INVALID', 'profile.json: mirrors.apt: ');
    expect(finished.output).not.toContain('never-shown');
  });
});
