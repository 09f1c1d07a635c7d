import { useOf } from '../model/action-pin';
import type { KeepRecords, TakeRecords } from '../model/pipeline';
import { actionPins } from './action-pins';

const path = 'dist/packages';

/** Where nothing is affected nothing was built, which is not an error. */
export function keepAtGithub({ name, keep, machine }: KeepRecords): object {
  return {
    name,
    if: '${{ !cancelled() }}',
    uses: useOf(actionPins.uploadArtifact),
    with: {
      name: machine === undefined ? keep : `${keep}-${nameOf(machine)}`,
      path,
      'if-no-files-found': machine === undefined ? 'warn' : 'ignore',
      // A repeated run replaces what its first attempt kept.
      overwrite: true,
    },
  };
}

export function takeAtGithub({ name, take }: TakeRecords): object {
  return {
    name,
    'continue-on-error': true,
    uses: useOf(actionPins.downloadArtifact),
    with: { pattern: `${take}-*`, path, 'merge-multiple': true },
  };
}

function nameOf(machine: string): string {
  return machine.replace('$GROUP', '${{ matrix.group }}');
}
