import type { KeepRecords, TakeRecords } from './pipeline';

/** Absolute: one task takes a path from the checkout, the other from the folder above it. */
const targetPath = '$(Build.SourcesDirectory)/dist/packages';

/**
 * An artefact cannot be written again, so what is kept for people is named by the
 * attempt. Between machines the first one stands: a later job does not know which
 * attempt of another one was the last.
 */
export function keepAtAzure({ name, keep, machine }: KeepRecords): object {
  const artifact =
    machine === undefined
      ? `${keep}-$(System.JobAttempt)`
      : `${keep}-${machine.replace('$GROUP', '$(GROUP)')}`;
  return {
    task: 'PublishPipelineArtifact@1',
    displayName: name,
    condition: 'not(canceled())',
    // It fails where nothing was built, for there is no such folder then.
    ...(machine !== undefined && { continueOnError: true }),
    inputs: { targetPath, artifact },
  };
}

/** One for each machine: without a name, each artefact gets a folder of its own. */
export function takeAtAzure({ name, take, machines }: TakeRecords): object[] {
  return machines.map((machine) => ({
    task: 'DownloadPipelineArtifact@2',
    displayName: `${name}: ${machine}`,
    continueOnError: true,
    inputs: { artifactName: `${take}-${machine}`, targetPath },
  }));
}
