import type { CiOptions } from '../../workspace/ci-options';
import type { SynthInput, SynthPackage } from '../model/synth-input';

/** For specs: a library, a parent and two children, without owners. */
export function testInput(
  ci: CiOptions = {},
  rest: Partial<SynthInput> = {},
): SynthInput {
  return {
    registry: 'docker.io',
    localNamespace: 'brickyard',
    mainBranch: 'main',
    ci,
    packages: [
      testPackage('child', {
        builtOn: ['parent'],
        parents: ['parent', 'tool'],
      }),
      testPackage('other', { builtOn: ['parent'], parents: ['parent'] }),
      testPackage('parent', { parents: ['tool'] }),
      testPackage('tool', { kind: 'library' }),
    ],
    ...rest,
  };
}

export function testPackage(
  name: string,
  rest: Partial<SynthPackage> = {},
): SynthPackage {
  return {
    name,
    path: `packages/${name}`,
    kind: 'cluster image',
    description: `The ${name}`,
    languages: ['python'],
    runtimes: ['17.3-LTS'],
    owners: [],
    builtOn: [],
    parents: [],
    ...rest,
  };
}

/** Every input that makes pipelines differ: each renderer is tested with all of them. */
export const testInputs: readonly (readonly [string, SynthInput])[] = [
  ['nothing said', testInput()],
  ['an Azure registry', testInput({}, { registry: 'team.azurecr.io' })],
  [
    'an Amazon registry',
    testInput({}, { registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' }),
  ],
  ['two machines', testInput({ machines: 2 })],
  ['no package', testInput({ machines: 2 }, { packages: [] })],
  [
    'everything said',
    testInput(
      {
        schedule: '30 1 * * 1-5',
        runner: ['self-hosted', 'linux'],
        pool: 'our agents',
        machines: 3,
        node: '24.1.0',
        checks: ['npm test', './check.sh'],
        serviceConnection: 'images',
        environments: { pullRequest: 'try', publish: 'live', nightly: 'night' },
      },
      { registry: 'team.azurecr.io', mainBranch: 'trunk' },
    ),
  ],
];
