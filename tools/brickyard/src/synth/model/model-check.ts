import type { CiOptions } from '../../workspace/ci-options';
import type { Job } from './pipeline';

/** The checks that need neither an engine nor credentials, for the projects of `nx`. */
export function modelCheck(nx: string, { checks = [] }: CiOptions): Job {
  return {
    id: 'check',
    trust: 'all',
    steps: [
      { name: 'Generated files', run: 'npx nx sync:check' },
      { name: 'Lint', run: `${nx} -t lint` },
      { name: 'Locks', run: `${nx} -t lock --check` },
      ...checks.map((run) => ({ name: run, run })),
    ],
  };
}
