import type { Tree } from '@nx/devkit';

import { isLoopback } from '../../http/plain-http';
import { registryLogin } from '../../synth/login/registry-login';
import { nextSteps } from '../next-steps';
import { readTreeWorkspace } from '../tree-workspace';

/** From a workspace that has just been made to published images, a command a line. */
export function firstSteps(
  tree: Tree,
  languages: readonly string[],
  before: readonly string[],
): string[] {
  const option = languages.join(',') || 'scala';
  return nextSteps(
    tree,
    [
      'npx brickyard refresh                     # pins base images to what their tags stand for today',
      'npx nx run-many -t lock                   # every package in an exact version, with its hash',
      'npx nx run-many -t docker-build',
      ...signIn(tree),
      'npx nx run-many -t docker-push',
      `git add --all && git commit -m 'feat: cluster images'`,
    ],
    [...before, `npx nx g brickyard:flavour my-team --languages=${option}`],
  );
}

/** A registry on this machine asks for nothing. */
function signIn(tree: Tree): string[] {
  const { registry = 'docker.io', ci = {} } = readTreeWorkspace(tree).options;
  if (isLoopback(new URL(`http://${registry}`).hostname)) return [];
  const { method, facts } = registryLogin({ registry, ci });
  return [method.signIn(registry, facts)];
}
