import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { CreateNodes, CreateNodesResult } from '@nx/devkit';

import { checkFolders } from '../workspace/check-folders';
import { requireNx } from '../workspace/require-nx';
import {
  dockerTargets,
  imageInputs,
  inferLintTarget,
  inferLockTarget,
  inferSmokeTarget,
  inferTestTarget,
  sharedInputs,
  type TargetInputs,
} from './docker-targets';
import { readFlavourDockerfile, unknownDockerfile } from './flavour-dockerfile';
import { listSharedFiles } from './shared-files';
import { orWarn, warnOf } from './warn-of';
import { withHint } from './with-hint';

/** An image.ts without a Dockerfile is a flavour that has lost it. */
const glob = 'packages/*/{Dockerfile,image.ts}';

/**
 * Every `packages/*` with a Dockerfile and a package.json is a project. One that
 * is broken, or lacks one of these, has all targets: each says what is wrong, so
 * that no run of all flavours passes over it.
 */
export const createNodes: CreateNodes = [
  glob,
  (files, options, { workspaceRoot }) =>
    withHint(() => {
      requireNx(workspaceRoot);
      const shared = sharedInputs(
        listSharedFiles({
          workspaceRoot,
          options,
          environment: process.env,
          pluginSources: dirname(__dirname),
        }),
      );
      const roots = [...new Set(files.map((file) => dirname(file)))];
      const folders = roots.map((root) => basename(root));
      const { faults, manifests } = checkFolders(workspaceRoot, folders);
      for (const error of faults.values()) warnOf(error);
      return roots.map((root) => {
        const file = `${root}/Dockerfile`;
        const source = files.includes(file) ? file : `${root}/image.ts`;
        const { description = '' } = manifests.get(basename(root)) ?? {};
        const node = createNode(workspaceRoot, file, { shared, description });
        return [source, node] as const;
      });
    }),
];

function createNode(
  workspaceRoot: string,
  file: string,
  { shared, description }: { shared: TargetInputs; description: string },
): CreateNodesResult {
  const root = dirname(file);
  const isMeant = ['package.json', 'image.ts'].some((name) =>
    existsSync(join(workspaceRoot, root, name)),
  );
  if (!isMeant) return {};
  const dockerfile = orWarn(
    () => readFlavourDockerfile(workspaceRoot, file),
    () => unknownDockerfile,
  );
  const name = basename(root);
  return {
    projects: {
      [root]: {
        name,
        root,
        projectType: dockerfile.fromScratch ? 'library' : 'application',
        tags: [dockerfile.fromScratch ? 'type:library' : 'type:flavour'],
        namedInputs: { image: imageInputs(dockerfile) },
        targets: {
          ...dockerTargets(name, shared),
          ...(!dockerfile.fromScratch && inferTestTarget(name, shared)),
          ...(!dockerfile.fromScratch && inferSmokeTarget(name, shared)),
          ...(!dockerfile.fromScratch && inferLintTarget(name, shared)),
          ...(dockerfile.isLocked && inferLockTarget(name, shared)),
        },
        metadata: {
          description,
          technologies: ['docker', 'databricks'],
        },
      },
    },
  };
}
