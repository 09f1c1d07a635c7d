import type { GeneratedFile } from './generated-file';
import { groupImages, listParents } from './image-groups';
import { listProviders } from './list-providers';
import { modelPipelines } from './model-pipelines';
import { renderAzure } from './render-azure';
import { renderCodeowners } from './render-codeowners';
import { renderFlavourTable } from './render-flavour-table';
import { renderGithub } from './render-github';
import { renderRenovate } from './render-renovate';
import type { SynthInput } from './synth-input';

/** Every file that can be derived, in order of paths. Throws OPTIONS_INVALID. */
export function synthesise(input: SynthInput): GeneratedFile[] {
  const files = [
    ...synthesisePipelines(input),
    ...(input.ci.skip?.includes('codeowners') ? [] : [codeowners(input)]),
    ...(input.ci.skip?.includes('renovate') ? [] : [renovate(input)]),
    flavourTable(input),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function synthesisePipelines(input: SynthInput): GeneratedFile[] {
  const providers = listProviders(input);
  const pipelines = modelPipelines(input);
  const inputs = pipelineInputs(input);
  const written = (provider: 'github' | 'azure', render: () => string) =>
    providers.includes(provider) ? render() : undefined;
  const github = pipelines.map((pipeline) => ({
    path: `.github/workflows/${pipeline.id}.yml`,
    format: 'yaml' as const,
    inputs,
    body: written('github', () => renderGithub(pipeline, input)),
  }));
  const azure = {
    path: 'azure-pipelines.yml',
    format: 'yaml' as const,
    inputs,
    body: written('azure', () => renderAzure(pipelines, input)),
  };
  return [...github, azure];
}

/** Only what they tell of: a description changes no pipeline. */
function pipelineInputs({ registry, mainBranch, ci, packages }: SynthInput) {
  const { owners: _owners, skip: _skip, ...used } = ci;
  const groups = groupImages(packages, ci.machines ?? 1);
  const divided = { groups, parents: [...listParents(packages)] };
  return {
    'nx.json': { registry, mainBranch, ...used },
    ...(groups.length > 0 && { packages: divided }),
  };
}

function codeowners(input: SynthInput): GeneratedFile {
  const { ci, packages } = input;
  return {
    path: 'CODEOWNERS',
    format: 'codeowners',
    inputs: {
      'nx.json': ci.owners ?? [],
      packages: packages.map(({ name, owners }) => [name, owners]),
    },
    body: renderCodeowners(input),
  };
}

function renovate(input: SynthInput): GeneratedFile {
  const { localNamespace } = input;
  return {
    path: 'renovate.json5',
    format: 'json5',
    inputs: { 'nx.json': { localNamespace } },
    body: renderRenovate(input),
  };
}

function flavourTable({ packages }: SynthInput): GeneratedFile {
  const told = packages.map(
    ({ owners: _owners, parents: _parents, ...rest }) => rest,
  );
  return {
    path: 'README.md',
    format: 'markdown',
    inputs: { packages: told },
    body: renderFlavourTable(packages),
  };
}
