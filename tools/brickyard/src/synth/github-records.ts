import { useOf } from './action-pins';
import type { KeepRecords, TakeRecords } from './pipeline';

const path = 'dist/packages';

/** Nothing was built where nothing is affected, and that is no fault. */
export function keepAtGithub({ name, keep, machine }: KeepRecords): object {
  return {
    name,
    if: '${{ !cancelled() }}',
    uses: useOf('uploadArtifact'),
    with: {
      name: machine === undefined ? keep : `${keep}-${nameOf(machine)}`,
      path,
      'if-no-files-found': machine === undefined ? 'warn' : 'ignore',
      // A run that is repeated keeps what it has now.
      overwrite: true,
    },
  };
}

export function takeAtGithub({ name, take }: TakeRecords): object {
  return {
    name,
    'continue-on-error': true,
    uses: useOf('downloadArtifact'),
    with: { pattern: `${take}-*`, path, 'merge-multiple': true },
  };
}

function nameOf(machine: string): string {
  return machine.replace('$GROUP', '${{ matrix.group }}');
}
