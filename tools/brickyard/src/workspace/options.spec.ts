import { caught } from '../testing/test-error';
import { mergeOptions, parsePluginOptions, parseProfile } from './options';

const defaults = {
  registry: 'docker.io',
  namespace: 'brickyard',
  localNamespace: 'brickyard',
  floatingTags: true,
  runtimes: [],
  runtime: undefined,
  mirrors: {},
  caCertificates: [],
  buildNetwork: undefined,
  substitutes: {},
  insecureRegistries: [],
  ci: {},
};

describe('mergeOptions', () => {
  it('has a default for everything', () => {
    expect(mergeOptions({ options: {}, environment: {} })).toEqual(defaults);
  });

  it.each([
    [
      'nx.json over the default',
      'nx.example',
      undefined,
      undefined,
      'nx.example',
    ],
    [
      'the profile over nx.json',
      'nx.example',
      'lab.example:5000',
      undefined,
      'lab.example:5000',
    ],
    [
      'the environment over all',
      'nx.example',
      'lab.example',
      '[::1]:5000',
      '[::1]:5000',
    ],
    [
      'nothing for an empty variable',
      'nx.example',
      'lab.example',
      '',
      'lab.example',
    ],
  ])('takes %s', (_what, nx, profile, variable, registry) => {
    const merged = mergeOptions({
      options: { registry: nx },
      profile: { registry: profile },
      environment: { BRICKYARD_REGISTRY: variable, HOME: '/root' },
    });
    expect(merged).toEqual({ ...defaults, registry });
  });

  it('takes the namespace the same way', () => {
    const layers = {
      options: { namespace: 'nx', localNamespace: 'team/images' },
      profile: { namespace: 'profile' },
    };
    const merge = (environment: Record<string, string>) =>
      mergeOptions({ ...layers, environment });
    expect(merge({ BRICKYARD_NAMESPACE: 'own' }).namespace).toBe('own');
    expect(merge({})).toMatchObject({
      namespace: 'profile',
      localNamespace: 'team/images',
    });
  });

  it('adds the lines of a profile to those of nx.json', () => {
    const { runtimes } = mergeOptions({
      options: { runtimes: '/w/runtimes' },
      profile: { runtimes: '/w/lab/runtimes' },
      environment: {},
    });
    expect(runtimes).toEqual(['/w/runtimes', '/w/lab/runtimes']);
  });

  it.each([
    [undefined, undefined, true],
    [false, undefined, false],
    [false, true, true],
    [true, false, false],
  ])('floatingTags %s in nx.json, %s in a profile: %s', (own, its, is) => {
    const options = { floatingTags: own };
    const profile = { floatingTags: its };
    const merged = mergeOptions({ options, profile, environment: {} });
    expect(merged.floatingTags).toBe(is);
  });

  it('refuses clusters on a floating tag that no push writes', () => {
    const options = { clusters: { imageTag: 'floating' as const } };
    const profile = { floatingTags: false };
    const merge = () => mergeOptions({ options, profile, environment: {} });
    expect(caught(merge)).toMatchObject({
      code: 'OPTIONS_INVALID',
      hint: expect.stringContaining('clusters.imageTag') as string,
    });
  });

  it('takes from a profile what only it may set', () => {
    const profile = {
      runtime: { '17.3-LTS': 'lab' },
      mirrors: { pip: 'https://mirror.example/simple' },
      caCertificates: ['/w/corporate.pem'],
      buildNetwork: 'host' as const,
      substitutes: { 'ubuntu:24.04': 'lab/base' },
      insecureRegistries: ['lab.example'],
    };
    expect(mergeOptions({ options: {}, profile, environment: {} })).toEqual({
      ...defaults,
      ...profile,
    });
  });

  it('names a variable that is wrong', () => {
    const environment = { BRICKYARD_REGISTRY: 'https://x.example' };
    const merge = () => mergeOptions({ options: {}, environment });
    expect(caught(merge)).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringMatching(
        /^environment: BRICKYARD_REGISTRY: is not a host/,
      ) as string,
    });
  });
});

describe('parsePluginOptions', () => {
  it('may be left out', () => {
    expect(parsePluginOptions(undefined, 'nx.json')).toEqual({});
  });

  it.each([
    [{ registy: 'x' }, 'registy: is not a known key'],
    [{ runtime: '17.3-LTS' }, 'runtime: is not a known key'],
    [{ profile: '' }, 'profile: is empty'],
    [{ profile: 5 }, 'profile: expected string, got 5'],
    [{ registry: 'https://x.example' }, 'registry: is not a host: '],
    [{ registry: 'x.example/team' }, 'registry: is not a host: '],
    [{ registry: '' }, 'registry: is not a host: '],
    [{ namespace: 'Team' }, 'namespace: is not a path of lower-case names'],
    [{ namespace: '/team/' }, 'namespace: is not a path of lower-case names'],
    [{ localNamespace: 'a b' }, 'localNamespace: is not a path'],
    [{ ci: { schedule: '@daily' } }, 'ci.schedule: is not a cron line of five'],
    [{ ci: { machines: 0 } }, 'ci.machines: is less than 1'],
    [{ ci: { node: 'lts/*' } }, 'ci.node: is not a version: write 22'],
    [{ ci: { runner: '${{ x }}' } }, 'ci.runner: is not a valid name'],
    [{ ci: { runner: ['a', 'b: c'] } }, 'ci.runner'],
    [{ ci: { providers: ['a: b'] } }, 'ci.providers.0: is not a valid name'],
    [
      { ci: { providers: ['azure', 'azure'] } },
      'ci.providers: names one twice',
    ],
    [{ ci: { checks: ['npm test', 'npm test'] } }, 'ci.checks: names one'],
    [{ ci: { checks: [''] } }, 'ci.checks.0: is not a command'],
    [{ ci: { checks: ['npm test\nid'] } }, 'ci.checks.0: is not a command'],
    [{ ci: { login: '${{ x }}' } }, 'ci.login: is not a valid name'],
    [{ ci: { owners: ['ada'] } }, 'ci.owners.0: is not an owner'],
    [{ ci: { runners: 2 } }, 'ci.runners: is not a known key'],
    ['x', 'the file: expected Object, got "x"'],
  ])('says what is wrong with %j', (value, message) => {
    const error = caught(() => parsePluginOptions(value, 'nx.json')) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(`nx.json: ${message}`);
  });
});

describe('ci.checks', () => {
  const parse = (text: string) =>
    parsePluginOptions({ ci: { checks: [text] } }, 'nx.json');

  it.each(['npm test', './check.sh --all', 'npm run "check all" -- $BRANCH'])(
    'takes %s',
    (text) => {
      expect(parse(text)).toEqual({ ci: { checks: [text] } });
    },
  );

  it.each([
    ...['a && b', 'a; b', 'a | b', 'a > b', 'a < b', '`a`', 'a # b', 'a '],
    ...['a $(b)', 'a ${{ b }}', 'a ${b}', '-a', 'a\tb', `a${'b'.repeat(200)}`],
  ])('refuses %j', (text) => {
    expect(caught(() => parse(text))).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining('ci.checks.0: is ') as string,
    });
  });
});

describe('parseProfile', () => {
  it.each([
    [{ mirors: {} }, 'mirors: is not a known key'],
    [
      { substitutes: { ubuntu: 5 } },
      'substitutes.ubuntu: expected string, got 5',
    ],
    [{ substitutes: { ubuntu: '' } }, 'substitutes.ubuntu: is empty'],
    [{ mirrors: { pip: 'mirror.example' } }, 'mirrors.pip: is not a URL'],
    [{ mirrors: { npm: 'https://a' } }, 'mirrors.npm: is not a known key'],
    ...[
      { 'https://a/simple': 'b' },
      { a: 'https://b' },
      { 'https://a b': 'https://b' },
    ].map((indexes): [object, string] => [
      { mirrors: { indexes } },
      'mirrors.indexes: has an address with a password, a blank or no protocol: write "https://index/simple": "https://mirror/simple"',
    ]),
    [{ runtime: { '17.3-LTS': '' } }, 'runtime'],
    [{ buildNetwork: 'none' }, 'buildNetwork: expected "host", got "none"'],
    [{ caCertificates: 'a.pem' }, 'caCertificates: expected Array'],
    [
      { insecureRegistries: ['http://a'] },
      'insecureRegistries.0: is not a host',
    ],
    [null, 'the file: expected Object, got null'],
  ])('says what is wrong with %j', (value, message) => {
    const error = caught(() => parseProfile(value, 'lab.json')) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(`lab.json: ${message}`);
  });

  it.each(['pip', 'cran', 'bioconductor', 'github', 'apt'])(
    'takes no password for %s, and does not repeat it',
    (name) => {
      const mirrors = { [name]: 'https://user:hunter2@mirror.example/x' };
      const error = caught(() => parseProfile({ mirrors }, 'lab.json'));
      expect(error).toMatchObject({
        code: 'OPTIONS_INVALID',
        message: expect.stringMatching(
          /^lab\.json: mirrors\.\w+: has a user or password in it/,
        ) as string,
      });
      expect(String(error)).not.toContain('hunter2');
    },
  );
});
