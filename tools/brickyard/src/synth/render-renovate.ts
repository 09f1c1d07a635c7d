import type { SynthInput } from './synth-input';

/**
 * What Renovate proposes: npm, and exact pins that people wrote. What has a
 * command of its own it leaves alone, or two would undo each other's work: bases
 * are in images.lock.json, transitive pins in `locks/`, R packages come from the
 * runtime's day of CRAN, and pipelines are generated.
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
