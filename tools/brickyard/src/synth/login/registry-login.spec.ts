import { caught } from '../../testing/test-error';
import type { CiOptions } from '../../workspace/ci-options';
import { listProviders } from '../list-providers';
import { testInput } from '../testing/test-input';
import { registryLogin } from './registry-login';

const amazon = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

describe('registryLogin', () => {
  it.each([
    ['docker.io', {}, { method: 'password' }],
    ['127.0.0.1:5000', {}, { method: 'password' }],
    ['team.azurecr.io', {}, { method: 'azure', name: 'team' }],
    ['team.azurecr.io', { login: 'password' }, { method: 'password' }],
    [
      amazon,
      {},
      { method: 'aws', account: '123456789012', region: 'eu-west-1' },
    ],
    ['azurecr.io.example', {}, { method: 'password' }],
  ] as const)('%s %j: %j', (registry, ci, expected) => {
    const { method, facts } = registryLogin({ registry, ci });
    expect({ method: method.id, ...facts }).toEqual(expected);
  });

  it.each([
    ['docker.io', 'azure'],
    ['team.azurecr.io', 'aws'],
  ] as const)('says that %s is not for %s', (registry, login) => {
    const error = caught(() => registryLogin({ registry, ci: { login } }));
    expect(error).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(
        `and the registry is ${registry}`,
      ) as string,
    });
  });
});

describe('listProviders', () => {
  const list = (ci: CiOptions, registry = 'docker.io') =>
    listProviders(testInput(ci, { registry }));

  it.each([
    [{}, 'docker.io', ['github', 'azure']],
    [{ providers: ['azure' as const] }, 'docker.io', ['azure']],
    [{ providers: [] }, 'docker.io', []],
    [{}, amazon, ['github']],
    [{ login: 'password' as const }, amazon, ['github', 'azure']],
  ])('%j at %s: %j', (ci, registry, expected) => {
    expect(list(ci, registry)).toEqual(expected);
  });

  it('says that Azure’s agents have no identity at Amazon', () => {
    const wrong = () => list({ providers: ['azure'] }, amazon);
    expect(caught(wrong)).toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});
