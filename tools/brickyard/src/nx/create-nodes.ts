import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { CreateNodes, CreateNodesResult } from '@nx/devkit';

import { BrickyardError } from '../errors';
import {
  dockerTargets,
  imageInputs,
  lintTarget,
  lockTarget,
  smokeTarget,
  testTarget,
} from './docker-targets';
import { readFlavourDockerfile } from './flavour-dockerfile';
import { normalizeOptions } from './plugin-options';
import { withHint } from './with-hint';

const glob = 'packages/*/Dockerfile';

/** Every `packages/*` with a Dockerfile and a package.json is a project. */
export const createNodes: CreateNodes = [
  glob,
  (files, options, { workspaceRoot }) => {
    normalizeOptions(options);
    return files.map(
      (file) =>
        [file, withHint(() => createNode(workspaceRoot, file))] as const,
    );
  },
];

function createNode(workspaceRoot: string, file: string): CreateNodesResult {
  const root = dirname(file);
  const manifest = join(workspaceRoot, root, 'package.json');
  if (!existsSync(manifest)) return {};
  const dockerfile = readFlavourDockerfile(workspaceRoot, file);
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
          ...dockerTargets(name),
          ...(!dockerfile.fromScratch && testTarget(name)),
          ...(!dockerfile.fromScratch && smokeTarget(name)),
          ...(!dockerfile.fromScratch && lintTarget(name)),
          ...(dockerfile.isLocked && lockTarget(name)),
        },
        metadata: {
          description: readDescription(manifest, `${root}/package.json`),
          technologies: ['docker', 'databricks'],
        },
      },
    },
  };
}

function readDescription(manifest: string, path: string): string {
  try {
    return (
      (JSON.parse(readFileSync(manifest, 'utf8')) as { description?: string })
        .description ?? ''
    );
  } catch (cause) {
    throw new BrickyardError('FLAVOUR_INVALID', `${path}: is not JSON`, {
      cause,
    });
  }
}
