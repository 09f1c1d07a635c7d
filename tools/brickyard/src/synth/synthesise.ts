import { renderCodeowners } from './files/render-codeowners';
import { renderFlavourTable } from './files/render-flavour-table';
import { renderRenovate } from './files/render-renovate';
import { listProviders } from './list-providers';
import { registryLogin } from './login/registry-login';
import type { GeneratedFile } from './model/generated-file';
import { groupImages, listParents } from './model/image-groups';
import { modelPipelines } from './model/model-pipelines';
import type { SynthInput } from './model/synth-input';
import { type SynthTables, synthTables } from './synth-tables';

/** Every file that can be derived, sorted by path. Throws OPTIONS_INVALID. */
export function synthesise(
  input: SynthInput,
  tables: SynthTables = synthTables,
): GeneratedFile[] {
  const files = [
    ...synthesisePipelines(input, tables),
    ...(input.ci.skip?.includes('codeowners') ? [] : [codeowners(input)]),
    ...(input.ci.skip?.includes('renovate') ? [] : [renovate(input)]),
    flavourTable(input),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function synthesisePipelines(
  input: SynthInput,
  tables: SynthTables,
): GeneratedFile[] {
  const wanted = listProviders(input, tables);
  const login = registryLogin(input, tables.logins);
  const pipelines = modelPipelines(input);
  const inputs = pipelineInputs(input);
  return tables.providers.flatMap((provider) =>
    provider.listFiles(pipelines).map((file) => ({
      path: file.path,
      format: 'yaml',
      inputs,
      body: wanted.includes(provider.id)
        ? file.render(input, login)
        : undefined,
    })),
  );
}

/** What pipelines depend on: a new description makes none of them stale. */
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
