import type { KeepRecords, TakeRecords } from '../model/pipeline';

/** Absolute, since one task starts from the checkout and the other from the folder above. */
const targetPath = '$(Build.SourcesDirectory)/dist/packages';

/**
 * An artefact cannot be overwritten, so one that people read has the attempt in its
 * name. One that another machine takes does not: a later job cannot know which
 * attempt was the last, so the first attempt's artefact stands.
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
    // The task fails where nothing was built, since then there is no folder.
    ...(machine !== undefined && { continueOnError: true }),
    inputs: { targetPath, artifact },
  };
}

/** One task for each machine: a task without a name makes a folder for each artefact. */
export function takeAtAzure({ name, take, machines }: TakeRecords): object[] {
  return machines.map((machine) => ({
    task: 'DownloadPipelineArtifact@2',
    displayName: `${name}: ${machine}`,
    continueOnError: true,
    inputs: { artifactName: `${take}-${machine}`, targetPath },
  }));
}
