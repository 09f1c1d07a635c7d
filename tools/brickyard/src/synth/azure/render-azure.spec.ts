import Ajv from 'ajv';
import { parse } from 'yaml';

import { renderGithub } from '../github/render-github';
import { modelPipelines } from '../model/model-pipelines';
import type { SynthInput } from '../model/synth-input';
import { testInput, testInputs } from '../testing/test-input';
import {
  azureJobs,
  commandsOf,
  githubJobs,
  recordsOf,
} from '../testing/test-pipelines';
import schema from './__fixtures__/azure-pipelines.schema.json';
import { renderAzure } from './render-azure';

const isValid = new Ajv({
  strict: false,
  unicodeRegExp: false,
  validateSchema: false,
}).compile(schema);

/** Azure's agents take every scalar for a text, and so does their schema. */
const validate = (text: string) => isValid(parse(text, { schema: 'failsafe' }));
const render = (input: SynthInput) => renderAzure(modelPipelines(input), input);
type Inputs = Record<string, string>;
const azure = { registry: 'team.azurecr.io' };
/** An agent cannot take Amazon's road: no such file is written. */
const inputs = testInputs.filter(([what]) => what !== 'an Amazon registry');

describe('renderAzure', () => {
  it.each(inputs)('is valid with %s', (_what, input) => {
    expect(validate(render(input))).toBe(true);
  });

  it.each([
    ['fetchDepth', 'fetchDept'],
    ['NodeTool@0', 'NodeTol@0'],
    ['dependsOn: []', 'dependson: []'],
    ['PublishPipelineArtifact@1', 'PublishPipelineArtefact@1'],
  ])('would be found out if %s were %s', (right, wrong) => {
    expect(validate(render(testInput()).replace(right, wrong))).toBe(false);
  });

  it.each(inputs)(
    'does what GitHub does, in order, with %s',
    (_what, input) => {
      const pipelines = modelPipelines(input);
      const theirs = pipelines.flatMap((pipeline) =>
        githubJobs(renderGithub(pipeline, input)).map(commandsOf),
      );
      const ours = azureJobs(render(input)).map(commandsOf);
      const withoutLogin = theirs.map((commands) =>
        commands.filter((command) => !command.startsWith('az ')),
      );
      expect(ours).toEqual(withoutLogin);
    },
  );

  it('shows what tasks that succeed print', () => {
    const { variables } = parse(render(testInput())) as { variables: Inputs };
    expect(variables).toEqual({ NX_DEFAULT_OUTPUT_STYLE: 'stream' });
  });

  it.each(inputs)('shows a fork nothing with %s', (_what, input) => {
    const fork = azureJobs(render(input)).find(
      ({ id }) => id === 'pull_request/fork',
    );
    expect(fork?.if).toBe(
      "and(succeeded(), eq(variables['System.PullRequest.IsFork'], 'True'))",
    );
    expect(fork?.steps.some(({ env }) => env !== undefined)).toBe(false);
    expect(JSON.stringify(fork)).not.toContain('AzureCLI');
  });

  it('keeps jobs with credentials from forks', () => {
    for (const machines of [1, 2]) {
      const jobs = azureJobs(render(testInput({ machines }, azure))).filter(
        ({ id, steps }) =>
          id.startsWith('pull_request/') &&
          /AzureCLI|AccessToken/.test(JSON.stringify(steps)),
      );
      expect(jobs.length).toBe(machines === 1 ? 1 : 3);
      for (const job of jobs)
        expect(job.if).toContain(
          "eq(variables['System.PullRequest.IsFork'], 'False')",
        );
    }
  });

  it('keeps what was published, and hands records on between machines', () => {
    const targetPath = '$(Build.SourcesDirectory)/dist/packages';
    const published = ['publish/publish', 'images-$(System.JobAttempt)'];
    const kept = (machines: number) =>
      recordsOf(azureJobs(render(testInput({ machines })))).map(
        ([id, inputs]) => {
          const { targetPath: path, ...rest } = inputs as Inputs;
          expect(path).toBe(targetPath);
          return [id, ...Object.values(rest)];
        },
      );
    expect(kept(1)).toEqual([published]);
    expect(kept(2)).toEqual([
      ['pull_request/parents', 'records-parents'],
      ['pull_request/images', 'records-$(GROUP)'],
      ['pull_request/report', 'records-1'],
      ['pull_request/report', 'records-2'],
      ['pull_request/report', 'records-parents'],
      published,
    ]);
    expect(render(testInput({ machines: 2 }))).toContain("GROUP: '2'");
  });

  it('has no night for a repository of GitHub’s', () => {
    const { stages } = parse(render(testInput())) as {
      stages: { stage: string; condition: string }[];
    };
    const asked = stages.filter(({ condition }) => /Provider/.test(condition));
    expect(asked).toEqual([
      expect.objectContaining({
        stage: 'nightly',
        condition:
          "and(eq(variables['Build.Reason'], 'Schedule'), ne(variables['Build.Repository.Provider'], 'GitHub'))",
      }),
    ]);
  });

  it('logs in by the connection that nx.json names', () => {
    expect(render(testInput({}, azure))).toContain(
      'azureSubscription: brickyard',
    );
    const text = render(testInput({ serviceConnection: 'images' }, azure));
    expect(text).toContain('azureSubscription: images');
    expect(text).not.toContain('BRICKYARD_REGISTRY_PASSWORD');
    expect(render(testInput())).toContain('$(BRICKYARD_REGISTRY_PASSWORD)');
  });
});
