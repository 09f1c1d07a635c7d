import { caught } from '../testing/test-error';
import { parseImageDefinition } from './parse-image-definition';

const file = 'packages/x/image.ts';
const runtimes = ['17.3-LTS'];

describe('parseImageDefinition', () => {
  it('takes everything an image may say', () => {
    const definition = {
      description: 'Python for notebooks',
      runtimes: ['17.3-LTS', '16.4-LTS'],
      languages: ['python' as const, 'sql' as const],
      owners: ['@team/data', '@ada', 'ada@example.com'],
      maxSize: '1.5 GB',
      cluster: { nodeType: 'Standard_D8ds_v5', workers: { min: 1, max: 8 } },
      args: { EXTRA_INDEX: '', _x1: 'y' },
      target: 'final',
      secrets: [
        { id: 'index', env: 'INDEX_TOKEN' },
        { id: 'netrc', file: '.netrc' },
      ],
      waivers: [
        { rule: 'IMG-04', reason: 'notebooks never see it' },
        { rule: 'PY-12', reason: 'tried on 16.4', runtimes: ['16.4-LTS'] },
        { rule: 'PY-11', reason: 'a trial', until: '2028-02-29' },
      ],
    };
    expect(parseImageDefinition(definition, { file })).toEqual(definition);
    expect(parseImageDefinition({ runtimes }, { file })).toEqual({ runtimes });
  });

  it.each([
    [{}, ['runtimes: is missing']],
    [{ runtimes: 'x' }, ['runtimes: expected Array, got "x"']],
    [{ runtimes: [] }, ['runtimes: names no runtime line; one is needed']],
    [{ runtimes: ['a', 'a'] }, ['runtimes: names a line twice']],
    [{ runtimes: [''] }, ['runtimes.0: is empty']],
    [{ runtimes, runtime: 'x' }, ['runtime: is not a known key']],
    [
      { runtimes: [3], extra: 1, target: '' },
      [
        'runtimes.0: expected string, got 3',
        'target: is empty',
        'extra: is not a known key',
      ],
    ],
    [
      { runtimes, languages: ['java'] },
      ['languages.0: expected ("python" | "r" | "scala" | "sql"), got "java"'],
    ],
    [
      { runtimes, owners: ['someone'], maxSize: '2GB', cluster: {} },
      [
        'owners.0: is not an owner: write @user, @organisation/team or an e-mail address',
        'maxSize: is not a size: write 800 MB or 1.5 GB',
        'cluster.nodeType: is missing',
      ],
    ],
    [
      { runtimes, args: { '1X': 'a', Y: 3 } },
      [
        'args.1X: is not a valid name: use letters, digits and _, and do not start with a digit',
        'args.Y: expected string, got 3',
      ],
    ],
    [{ runtimes, secrets: ['x'] }, ['secrets.0: expected Object, got "x"']],
    [{ runtimes, secrets: [{ env: 'A' }] }, ['secrets.0.id: is missing']],
    [
      { runtimes, secrets: [{ id: 'a' }, { id: 'b', env: 'B', file: 'b' }] },
      [
        'secrets.0: needs either env or file, not both',
        'secrets.1: needs either env or file, not both',
      ],
    ],
    [
      { runtimes, secrets: [{ id: 'a', value: 'hunter2', env: 'A' }] },
      ['secrets.0.value: is not a known key'],
    ],
    [
      { runtimes, waivers: [{ rule: 'img4', reason: ' ', runtimes: [] }] },
      [
        'waivers.0.rule: is not the id of a rule, such as IMG-04',
        'waivers.0.reason: is empty; say why',
        'waivers.0.runtimes: names no line',
      ],
    ],
    [
      { runtimes, waivers: [{ rule: 'R-01' }] },
      ['waivers.0.reason: is missing'],
    ],
    ...[
      ...['2027-02-30', '2027-02-29', '2027-13-01', '31.03.2027', 'soon', ''],
      ...['2027-3-31', '2027-03-31T00:00:00Z', '02027-03-31'],
    ].map((until): [unknown, string[]] => [
      { runtimes, waivers: [{ rule: 'R-01', reason: 'why', until }] },
      ['waivers.0.until: is not a day of the calendar: write it as 2027-03-31'],
    ]),
    [
      { runtimes, waivers: [{ rule: 'R-01', reason: 'why', until: 20270331 }] },
      ['waivers.0.until: expected string, got 20270331'],
    ],
    [
      {
        runtimes,
        waivers: ['a', 'b'].map((reason) => ({ rule: 'R-01', reason })),
      },
      ['waivers: waives a rule twice'],
    ],
    [
      undefined,
      ['the default export must be defineImage({ … }), got undefined'],
    ],
    [5, ['the default export must be defineImage({ … }), got 5']],
    [[], ['runtimes: is missing']],
  ])('names what is wrong with %j', (value, messages) => {
    expect(caught(() => parseImageDefinition(value, { file }))).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: messages.map((message) => `${file}: ${message}`).join('\n'),
      hint: 'image.ts may have: description, runtimes, languages, owners, maxSize, cluster, args, target, secrets, python, r, tests, waivers',
    });
  });
});
