import type { SynthInput } from '../model/synth-input';

/**
 * Renovate updates npm packages and exact pins that people wrote. It leaves alone
 * what has a command of its own, or the two would undo each other's work: bases in
 * images.lock.json, transitive pins in `locks/`, R packages, which come from the
 * runtime's CRAN snapshot, and generated pipelines.
 */
export function renderRenovate({
  localNamespace,
}: Pick<SynthInput, 'localNamespace'>): string {
  const config = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    extends: ['config:recommended'],
    enabledManagers: ['npm', 'pip_requirements', 'dockerfile'],
    ignorePaths: ['**/node_modules/**', '**/locks/**', '**/__fixtures__/**'],
    packageRules: [
      {
        description: 'Locks follow: npx nx run-many -t lock',
        matchManagers: ['pip_requirements'],
        groupName: 'Python packages',
        commitMessagePrefix: 'chore(deps):',
        prBodyNotes: [
          'Run `npx nx affected -t lock` on this branch and commit `locks/`, or the check of locks fails.',
        ],
      },
      {
        description: 'Images of this workspace',
        matchManagers: ['dockerfile'],
        matchPackageNames: [`${localNamespace}/**`],
        enabled: false,
      },
      {
        description: 'Digests are in images.lock.json: npx brickyard refresh',
        matchManagers: ['dockerfile'],
        pinDigests: false,
        matchUpdateTypes: ['pin', 'pinDigest', 'digest'],
        enabled: false,
      },
      {
        description: 'The release of a base belongs to the runtime line',
        matchManagers: ['dockerfile'],
        matchUpdateTypes: ['major', 'minor'],
        dependencyDashboardApproval: true,
      },
      {
        matchManagers: ['npm'],
        matchUpdateTypes: ['minor', 'patch'],
        groupName: 'npm packages',
      },
    ],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
