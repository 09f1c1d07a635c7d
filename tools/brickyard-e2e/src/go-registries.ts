import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ServerTraits } from '../../brickyard/src/registry/testing/registry-contract';
import { findGoProgram } from './go-program';
import { type Launch, launchProgram } from './registry-launcher';

interface GoRegistry {
  name: string;
  find: () => Launch;
  /** Where it differs from most. */
  traits?: ServerTraits;
}

/** Registries that Go builds, beside the one that the lab has. */
export const goRegistries: readonly GoRegistry[] = [
  {
    name: 'distribution 3.1.2',
    find: () => {
      const program = findGoProgram({
        name: 'registry',
        package: 'github.com/distribution/distribution/v3/cmd/registry',
        version: 'v3.1.2',
        go: '1.26',
        use: 'run a registry',
      });
      return launchProgram(program, (folder) => [
        'serve',
        join(folder, 'config.yml'),
      ]);
    },
  },
  {
    // A registry for tests: its repositories share all blobs.
    name: 'go-containerregistry 0.22.1',
    traits: { checksBlobs: false, mountsBlobs: false, deletesTags: false },
    find: () => {
      const program = findGoProgram({
        name: 'crane',
        package: 'github.com/google/go-containerregistry/cmd/crane',
        version: 'v0.22.1',
        go: '1.25',
        use: 'run a registry',
      });
      return launchProgram(program, (folder, host) => {
        const disk = join(folder, 'data');
        mkdirSync(disk, { recursive: true });
        return ['registry', 'serve', '--address', host, '--disk', disk];
      });
    },
  },
];
