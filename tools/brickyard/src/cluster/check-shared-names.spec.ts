import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import type { ClusterSubject } from './check-cluster';
import { checkSharedNames } from './check-shared-names';

const line = findRuntime(builtInRuntimes, '17.3-LTS');
const older = findRuntime(builtInRuntimes, '16.4-LTS');
const lab = { ...line, name: 'lab', databricks: false };

function subject(
  flavour: string,
  policy?: string,
  change: Partial<ClusterSubject> = {},
): ClusterSubject {
  const definition = { nodeType: 'i3.xlarge', policy };
  return { flavour, definition, languages: [], runtimes: [line], ...change };
}

const popeye = subject('popeye');

describe('checkSharedNames', () => {
  it.each<[string, ClusterSubject[]]>([
    ['itself', [popeye]],
    ['another', [popeye, subject('python')]],
    ['another line', [subject('python', 'popeye', { runtimes: [older] })]],
    ['a stand-in', [subject('python', 'popeye', { runtimes: [lab] })]],
  ])('takes %s', (_what, all) => {
    expect(checkSharedNames(popeye, all)).toEqual([]);
  });

  it.each<[string, ClusterSubject, ClusterSubject, object]>([
    [
      'the name that another has by itself',
      subject('python', 'popeye', { runtimes: [line, older] }),
      subject('popeye', undefined, { runtimes: [older, line] }),
      {
        key: 'policy',
        message:
          'popeye-dbr17.3 is the policy of popeye, too, and each would fix its own image there',
      },
    ],
    [
      'one that both chose',
      subject('a', 'shared'),
      subject('b', 'shared'),
      {
        key: 'policy',
        message:
          'shared-dbr17.3 is the policy of b, too, and each would fix its own image there',
      },
    ],
    [
      'a cluster of the same name',
      subject('a', 'one', { runtimes: [{ ...line, name: '1-dbr2' }] }),
      subject('a-dbr1', 'two', { runtimes: [{ ...line, name: '2' }] }),
      {
        key: 'runtimes',
        message: 'a-dbr1-dbr2 is the cluster of a-dbr1, too',
      },
    ],
  ])('refuses %s', (_what, one, other, fault) => {
    expect(checkSharedNames(one, [one, other])).toEqual([fault]);
  });

  it('refuses two lines with one tag', () => {
    const both = [line, { ...line, name: '17.3' }];
    expect(
      checkSharedNames(subject('popeye', undefined, { runtimes: both }), []),
    ).toEqual([
      {
        key: 'runtimes',
        message: '17.3-LTS and 17.3 are both called popeye-dbr17.3',
      },
    ]);
  });
});
