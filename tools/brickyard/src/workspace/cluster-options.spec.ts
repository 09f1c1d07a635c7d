import { caught } from '../testing/test-error';
import { mergeOptions, parsePluginOptions } from './options';

const parse = (clusters: unknown) =>
  parsePluginOptions({ clusters }, 'nx.json');

describe('options.clusters', () => {
  it('reaches the options as it is', () => {
    const clusters = {
      registrySecrets: { scope: 'team@acr.x', usernameKey: 'u_1' },
      autoterminationMinutes: 30,
      policyPrefix: 'team-',
      imageTag: 'floating' as const,
    };
    const options = parse(clusters);
    expect(mergeOptions({ options, environment: {} }).clusters).toEqual(
      clusters,
    );
  });

  it.each([
    [{ registrySecrets: {} }, 'clusters.registrySecrets.scope: is missing'],
    [
      { registrySecrets: { scope: 'a b' } },
      'clusters.registrySecrets.scope: is not a valid name of a secret scope or key',
    ],
    [
      { registrySecrets: { scope: 'a', password: 'hunter2' } },
      'clusters.registrySecrets.password: is not a known key',
    ],
    [{ autoterminationMinutes: 9 }, 'clusters.autoterminationMinutes: is'],
    [{ imageTag: 'latest' }, 'clusters.imageTag: expected'],
  ])('says what is wrong with %j', (clusters, message) => {
    const error = caught(() => parse(clusters)) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(`nx.json: ${message}`);
    expect(error.message).not.toContain('hunter2');
  });
});
