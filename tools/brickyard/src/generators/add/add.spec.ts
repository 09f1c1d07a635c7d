import { readFileSync } from 'node:fs';

import { renderError } from '../../errors';
import { TestWorkspace } from '../../run/testing/test-workspace';
import { type AddOptions, generateAdd } from './add';

let workspace: TestWorkspace;
let printed: string;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('geo', {
    Dockerfile:
      'FROM ubuntu:24.04\nARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /\n',
    'requirements.txt': 'idna\n',
    'r_packages.sh': 'install-r-packages xtable\n',
    'apt_packages.txt': 'acl\n',
  });
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await workspace.close();
});

function add(options: AddOptions, environment: Record<string, string> = {}) {
  const { root } = workspace;
  const here = {
    DOCKER_HOST: `unix://${workspace.path('no.sock')}`,
    DOCKER_CONFIG: root,
    ...environment,
  };
  return generateAdd({ root }, options, here);
}

const read = (file: string) =>
  readFileSync(workspace.path(`packages/geo/${file}`), 'utf8');

describe('generateAdd', () => {
  it('says before it touches a list that an engine is missing', async () => {
    const error: unknown = await add({ flavour: 'geo', packages: 'six' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'ENGINE_UNREACHABLE' });
    expect(renderError(error)).toContain(
      'Python and apt packages are locked in a container. Nothing has changed.',
    );
    expect(read('requirements.txt')).toBe('idna\n');
  });

  it('shows in a dry run what it would do, without an engine', async () => {
    const options = {
      flavour: 'geo',
      packages: ['polars>=1', '<2'],
      _: ['six'],
    };
    await add(options, { NX_DRY_RUN: 'true' });
    expect(printed).toBe(
      'packages/geo/requirements.txt:2  + polars>=1,<2\npackages/geo/requirements.txt:3  + six\nto lock: geo\n',
    );
    expect(read('requirements.txt')).toBe('idna\n');
  });

  it('writes lists that no lock is made of, when Nx says so', async () => {
    const finish = await add({
      flavour: 'geo',
      r: 'zoo,ggplot2==3.5.1',
      apt: 'libgomp1',
    });
    expect(read('r_packages.sh')).toBe('install-r-packages xtable\n');
    await finish();
    expect(read('r_packages.sh')).toBe(
      'install-r-packages ggplot2==3.5.1 xtable zoo\n',
    );
    expect(read('apt_packages.txt')).toBe('acl\nlibgomp1\n');
    expect(printed).not.toContain('to lock');
    expect(printed).toMatch(
      /^packages\/geo\/Dockerfile takes no lock of r_packages.sh, so a name/,
    );
  });

  it('takes out', async () => {
    await (
      await add({ flavour: 'geo', r: ['xtable'], remove: true })
    )();
    expect(read('r_packages.sh')).toBe('');
  });

  it('does nothing where there is nothing to do', async () => {
    await (
      await add({ flavour: 'geo', packages: 'IDNA' })
    )();
    expect(printed).toBe(
      'idna is in geo already: packages/geo/requirements.txt:1: idna\nnothing to change\n',
    );
  });
});
