import type { TargetConfiguration, TargetDependencyConfig } from '@nx/devkit';

import { sourcePatterns } from '../lock/source-patterns';
import type { FlavourDockerfile } from './flavour-dockerfile';

export type TargetInputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * The files of a flavour that can change its image: what Nx calls affected.
 * README and tests are among them only if the Dockerfile copies them.
 */
export function imageInputs({
  sources,
  isLocked,
}: FlavourDockerfile): string[] {
  const own = [
    'Dockerfile',
    'Dockerfile.dockerignore',
    '.dockerignore',
    'image.ts',
    // No build copies them, but each build checks the locks made from them.
    ...(isLocked ? Object.values(sourcePatterns).flat() : []),
  ];
  const copied = sources.flatMap((source) =>
    source === '.' ? ['**/*'] : [source, `${source}/**/*`],
  );
  return [...new Set([...own, ...copied])].map(
    (file) => `{projectRoot}/${file}`,
  );
}

/** What every target of a flavour depends on; `files` as `listSharedFiles` has them. */
export function sharedInputs(files: readonly string[]): TargetInputs {
  return [
    'image',
    '^image',
    ...files.map((file) => `{workspaceRoot}/${file}`),
    // Otherwise any change of the lockfile counts as a change of every image.
    { externalDependencies: [] },
  ];
}

/**
 * The same with the same options: a dry run pushes no parent, and a channel
 * leaves the floating tags of parents alone, too.
 */
function onParents(target: string): TargetDependencyConfig {
  return { target, dependencies: true, params: 'forward' };
}

/** `docker-build` and `docker-push` of one flavour. Never cached by Nx: it cannot know what engine and registry hold. */
export function dockerTargets(
  name: string,
  shared: TargetInputs,
): Record<string, TargetConfiguration> {
  return {
    'docker-build': {
      executor: 'brickyard:docker-build',
      cache: false,
      dependsOn: [onParents('docker-build')],
      inputs: shared,
      metadata: {
        description: `Build ${name} in the engine, unless engine or registry have it`,
        technologies: ['docker'],
        help: {
          command: `npx nx docker-build ${name} --help`,
          example: { options: { load: true } },
        },
      },
    },
    'docker-push': {
      executor: 'brickyard:docker-push',
      cache: false,
      dependsOn: [onParents('docker-push')],
      inputs: shared,
      outputs: [`{workspaceRoot}/dist/{projectRoot}`],
      metadata: {
        description: `Publish ${name}; build it first if neither engine nor registry have it`,
        technologies: ['docker'],
        help: {
          command: `npx nx docker-push ${name} --help`,
          example: { options: { channel: 'pr-12' } },
        },
      },
    },
  };
}

/**
 * `docker-test` of one flavour. It builds what it needs itself, as `docker-push`
 * does: only for the runtimes asked for, and nothing when a pass is recorded.
 */
export function inferTestTarget(
  name: string,
  shared: TargetInputs,
): Record<string, TargetConfiguration> {
  const files = ['tests/**/*', '*requirements.txt', '*_packages.sh'];
  return {
    'docker-test': {
      executor: 'brickyard:docker-test',
      cache: false,
      inputs: [
        ...shared,
        ...files.flatMap((file) => [
          `{projectRoot}/${file}`,
          `^{projectRoot}/${file}`,
        ]),
      ],
      outputs: [`{workspaceRoot}/dist/{projectRoot}`],
      metadata: {
        description: `Test ${name} in one container: its packages load, its tests pass`,
        technologies: ['docker'],
        help: {
          command: `npx nx docker-test ${name} --help`,
          example: { options: { force: true } },
        },
      },
    },
  };
}

/** `docker-smoke` of one flavour. Builds what is missing by itself, as `docker-push` does. */
export function inferSmokeTarget(
  name: string,
  shared: TargetInputs,
): Record<string, TargetConfiguration> {
  return {
    'docker-smoke': {
      executor: 'brickyard:docker-smoke',
      cache: false,
      inputs: shared,
      metadata: {
        description: `Run Apache Spark in ${name} as a cluster would`,
        technologies: ['docker', 'spark'],
        help: {
          command: `npx nx docker-smoke ${name} --help`,
          example: { options: { runtime: ['17.3-LTS'] } },
        },
      },
    },
  };
}

/** `lint` of one flavour: text files against rules, quicker than a cache. */
export function inferLintTarget(
  name: string,
  shared: TargetInputs,
): Record<string, TargetConfiguration> {
  return {
    lint: {
      executor: 'brickyard:lint',
      cache: false,
      inputs: shared,
      metadata: {
        description: `Check the sources of ${name} against the rules for cluster images`,
        technologies: ['docker', 'databricks'],
        help: {
          command: `npx nx lint ${name} --help`,
          example: { options: { runtime: ['17.3-LTS'] } },
        },
      },
    },
  };
}

/** `lock` of one flavour: locks of what it is built on are among its inputs, and left alone. */
export function inferLockTarget(
  name: string,
  shared: TargetInputs,
): Record<string, TargetConfiguration> {
  return {
    lock: {
      executor: 'brickyard:lock',
      cache: false,
      inputs: shared,
      outputs: ['{projectRoot}/locks'],
      metadata: {
        description: `Resolve what ${name} asks for to exact versions with hashes`,
        technologies: ['python', 'uv'],
        help: {
          command: `npx nx lock ${name} --help`,
          example: { options: { check: true } },
        },
      },
    },
  };
}
