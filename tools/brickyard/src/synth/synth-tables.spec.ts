import { parse } from 'yaml';

import { caught } from '../testing/test-error';
import { forgeLogin } from './__fixtures__/forge/forge-login';
import { forgeProvider } from './__fixtures__/forge/forge-provider';
import type { SynthInput } from './model/synth-input';
import { planSync } from './sync/plan-sync';
import { type SynthTables, synthTables } from './synth-tables';
import { synthesise } from './synthesise';
import { actionlint } from './testing/test-actionlint';
import { testInput, testInputs } from './testing/test-input';
import {
  commandsOf,
  githubJobs,
  type ParsedJob,
} from './testing/test-pipelines';

const path = '.forge/ci.yml';
const withProvider: SynthTables = {
  ...synthTables,
  providers: [...synthTables.providers, forgeProvider],
};
const withLogin: SynthTables = {
  ...withProvider,
  logins: [forgeLogin, ...synthTables.logins],
};

function bodies(input: SynthInput, tables = withProvider) {
  const files = synthesise(input, tables);
  return new Map(files.map((file) => [file.path, file.body]));
}

function jobsOf(text: string | undefined): Omit<ParsedJob, 'id'>[] {
  return Object.values(parse(text ?? '') as Record<string, ParsedJob>);
}

const forge = testInput({ providers: ['forge', 'github'] });

describe('a provider that is added to the table', () => {
  it('does what GitHub does, in order', () => {
    const written = bodies(forge);
    const theirs = ['pull-request', 'publish', 'nightly'].flatMap((id) =>
      githubJobs(written.get(`.github/workflows/${id}.yml`) ?? ''),
    );
    const ours = jobsOf(written.get(path)) as ParsedJob[];
    expect(ours.map(commandsOf)).toEqual(theirs.map(commandsOf));
  });

  it('is written by sync once nx.json names it, and removed after that', () => {
    const write = planSync(synthesise(forge, withProvider), () => undefined);
    const text = write.changes.get(path);
    expect(text).toMatch(/^# generated — run npx nx sync\n/);
    const remove = planSync(synthesise(testInput(), withProvider), (file) =>
      file === path ? text : undefined,
    );
    expect(remove.details).toContain(`${path}: is not needed any more`);
  });

  it.each(testInputs)('moves no other file, with %s', (_what, input) => {
    const { [path]: added, ...others } = Object.fromEntries(bodies(input));
    expect(added).toBeUndefined();
    expect(others).toEqual(Object.fromEntries(bodies(input, synthTables)));
  });

  it('is unknown without its row', () => {
    const error = caught(() => synthesise(forge));
    expect(error).toMatchObject({
      code: 'OPTIONS_INVALID',
      message:
        'nx.json: ci.providers.0: expected "github" or "azure", got "forge"',
    });
  });
});

describe('a login that is added to the table', () => {
  const registry = 'team.forge.example';
  const input = testInput({ providers: ['forge', 'github'] }, { registry });

  it('logs in wherever it has steps, and shows no password', async () => {
    const written = bodies(input, withLogin);
    const [, publish] = githubJobs(
      written.get('.github/workflows/publish.yml') ?? '',
    );
    expect(publish?.permissions).toEqual({
      contents: 'read',
      packages: 'read',
    });
    expect(publish?.steps).toContainEqual({
      uses: `forge/login@${'f'.repeat(40)}`,
      with: { team: 'team' },
    });
    const workflow = written.get('.github/workflows/publish.yml') ?? '';
    expect(workflow).toContain(`@${'f'.repeat(40)} # v1.2.3\n`);
    expect(await actionlint(workflow)).toEqual([]);
    expect(written.get(path)).toContain('run: forge login team');
    expect([...written.values()].join('')).not.toContain('PASSWORD');
  });

  it('is no default of a provider that cannot log in so', () => {
    const written = bodies(testInput({}, { registry }), withLogin);
    expect(written.get('.github/workflows/publish.yml')).toContain('forge');
    expect(written.get('azure-pipelines.yml')).toBeUndefined();
    const wrong = testInput({ providers: ['azure'] }, { registry });
    expect(caught(() => synthesise(wrong, withLogin))).toMatchObject({
      message:
        'nx.json: ci.providers: Azure Pipelines cannot log in to Forge by its identity',
      hint: 'set "login": "password", or "providers": ["github", "forge"]',
    });
  });

  it('is unknown without its row', () => {
    const error = caught(() => synthesise(testInput({ login: 'forge' })));
    expect(error).toMatchObject({
      code: 'OPTIONS_INVALID',
      message:
        'nx.json: ci.login: expected "azure" or "aws" or "password", got "forge"',
    });
  });
});
