import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { actionPins } from './synth/github/action-pins';
import { useOf } from './synth/model/action-pin';
import { synthesise } from './synth/synthesise';
import { actionlint } from './synth/testing/test-actionlint';
import { testInput } from './synth/testing/test-input';
import { commandsOf, githubJobs } from './synth/testing/test-pipelines';

const path = '.github/workflows/test.yml';
const text = readFileSync(join(__dirname, '../../..', path), 'utf8');

describe('the workflow of this repository’s own tests', () => {
  it('is valid', async () => {
    expect(await actionlint(text)).toEqual([]);
  });

  it('would be found out if it were not', async () => {
    const broken = text.replace('timeout-minutes', 'timeout-minute');
    expect(await actionlint(broken)).toEqual([
      expect.stringContaining('unexpected key "timeout-minute" for "job"'),
    ]);
  });

  it('uses actions by the commits of generated workflows', () => {
    const names = Object.keys(actionPins) as (keyof typeof actionPins)[];
    const pinned = names.map(
      (name) =>
        `uses: ${useOf(actionPins[name])} # ${actionPins[name].version}`,
    );
    const uses = text.match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => !pinned.includes(use))).toEqual([]);
  });

  it('runs each tier where it belongs, and may write nothing', () => {
    const jobs = githubJobs(text).map((job) => ({
      id: job.id,
      commands: commandsOf(job),
      events: job.if?.match(/(?<=event_name == ')\w+/g),
      permissions: job.permissions,
    }));
    const permissions = { contents: 'read' };
    expect(jobs).toEqual([
      {
        id: 'change',
        commands: [
          'npm test',
          'npx nx release --dry-run --skip-publish',
          'npx nx release publish --dry-run',
        ],
        events: ['pull_request', 'push'],
        permissions,
      },
      {
        id: 'night',
        commands: ['npm run test:nightly'],
        events: ['schedule', 'workflow_dispatch'],
        permissions,
      },
    ]);
    expect(text).not.toMatch(/secrets\.|pull_request_target/);
  });

  it('is nothing that nx sync writes or removes', () => {
    const generated = synthesise(testInput()).map((file) => file.path);
    expect(generated).toContain('.github/workflows/publish.yml');
    expect(generated).not.toContain(path);
  });
});
