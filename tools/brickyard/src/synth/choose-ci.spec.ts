import { caught } from '../testing/test-error';
import { chooseCi, ciWords } from './choose-ci';

const amazon = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

describe('chooseCi', () => {
  it.each([
    [['github'], { providers: ['github'] }],
    [['azure', 'github'], { providers: ['azure', 'github'] }],
    [['azure', 'azure'], { providers: ['azure'] }],
    [['none'], { providers: [], skip: ['renovate'] }],
  ])('%j: %j', (words, ci) => {
    expect(chooseCi(words, 'docker.io')).toEqual(ci);
  });

  it.each([
    [['gitlab'], 'docker.io', "--ci: 'gitlab' is none of github, azure, none"],
    [['Github'], 'docker.io', "--ci: 'Github' is none of"],
    [[], 'docker.io', "--ci: '' is none of"],
    [['none', 'github'], 'docker.io', 'none and something else'],
    [['azure'], amazon, 'cannot log in to AWS'],
  ])('%j for %s: %s', (words, registry, message) => {
    expect(caught(() => chooseCi(words, registry))).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(message) as string,
    });
  });

  it('asks what was meant', () => {
    expect(caught(() => chooseCi(['gthub'], 'docker.io'))).toMatchObject({
      hint: 'did you mean github?',
    });
    expect(ciWords()).toEqual(['github', 'azure', 'none']);
  });
});
