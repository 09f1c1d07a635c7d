import type { Suite } from './image-test';
import { digestSuite } from './suite-digest';

function suite(text: string, rest: Partial<Suite> = {}, line = 1): Suite {
  const check = { type: 'script', language: 'sh', text } as const;
  const tests = [{ name: 'a.sh', check, place: { file: 'a.sh', line } }];
  return { tests, network: false, timeout: 20, ...rest };
}

const digest = digestSuite(suite('true\n'));

describe('digestSuite', () => {
  it('is a sha256', () => {
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('stays when a test moves in its file', () => {
    expect(digestSuite(suite('true\n', {}, 7))).toBe(digest);
  });

  it.each([
    ['what a test runs', suite('false\n')],
    ['its network', suite('true\n', { network: true })],
    ['its time', suite('true\n', { timeout: 21 })],
    ['what there is to run', suite('true\n', { tests: [] })],
  ])('changes with %s', (_, changed) => {
    expect(digestSuite(changed)).not.toBe(digest);
  });

  it('changes with what is expected of a config, which no shell is told', () => {
    const lists = { labels: [], exposedPorts: [], unexposedPorts: [] };
    const volumes = { volumes: [], unmountedVolumes: [] };
    const variables = { envVars: [], unboundEnvVars: [] };
    const digests = ['app', 'root'].map((user) => {
      const check = { type: 'metadata', user } as const;
      const whole = { ...check, ...lists, ...volumes, ...variables };
      const tests = [{ name: 'm', check: whole, place: { file: 'a.yaml' } }];
      return digestSuite(suite('', { tests }));
    });
    expect(digests[0]).not.toBe(digests[1]);
  });
});
