import { findEcr, repositoryHint } from './repository-hint';

describe('repositoryHint', () => {
  it.each([
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com', 'us-east-1'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws', 'eu-west-1'],
  ])('of %s is a command for %s', (host, region) => {
    expect(repositoryHint(host, 'team/python')).toBe(
      `aws ecr create-repository --repository-name team/python --region ${region}`,
    );
  });

  it('leaves out the alias of a public registry', () => {
    expect(repositoryHint('public.ecr.aws', 'a1b2/team/python')).toBe(
      'aws ecr-public create-repository --repository-name team/python --region us-east-1',
    );
  });

  it.each(['docker.io', 'ecr.example', 'x.dkr.ecr.y.amazonaws.com.evil.test'])(
    'of %s names no command',
    (host) => {
      expect(findEcr(host)).toBeUndefined();
      expect(repositoryHint(host, 'team/python')).toMatch(/^create the/);
    },
  );
});
