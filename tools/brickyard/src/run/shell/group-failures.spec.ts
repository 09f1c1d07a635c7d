import { BrickyardError } from '../../errors';
import { statusError } from '../../registry/errors';
import { groupFailures } from './group-failures';

const registry = 'registry.test';

function gone(host = registry) {
  const message = `cannot reach ${host}: no answer in 30 s`;
  return new BrickyardError('REGISTRY_UNREACHABLE', message);
}

function refused(name: string, status: number) {
  const asked = { registry, action: `read ${name}`, writes: false };
  const [authenticated, body, secrets] = [true, Buffer.from('no'), []];
  return statusError(asked, { status, authenticated, body, secrets });
}

describe('groupFailures', () => {
  it('says once what is the matter with 200 images', () => {
    const failures = Array.from({ length: 200 }, (_, index) => {
      return { registry, subject: `f${index}`, error: gone() };
    });
    expect(groupFailures(failures)).toEqual([
      {
        registry,
        subjects: 'f0, f1, f2 and 197 more',
        text: 'cannot reach registry.test: no answer in 30 s [REGISTRY_UNREACHABLE]',
      },
    ]);
  });

  it('leaves out what only one of them asked for', () => {
    const failures = ['a', 'b'].map((subject) => {
      return { registry, subject, error: refused(subject, 403) };
    });
    const [group, ...rest] = groupFailures(failures);
    expect(rest).toEqual([]);
    expect(group?.subjects).toBe('a, b');
    expect(group?.text).toMatch(
      /^HTTP 403: no \[REGISTRY_DENIED\]\n {2}hint: /,
    );
  });

  it('keeps it where there is one', () => {
    const error = refused('a', 403);
    const [group] = groupFailures([{ registry, subject: 'a', error }]);
    expect(group?.text).toContain('registry.test: cannot read a: HTTP 403');
  });

  it('tells registries and reasons apart', () => {
    const other = 'other.test';
    const failures = [
      { registry, subject: 'a', error: gone() },
      { registry: other, subject: 'b', error: gone(other) },
      { registry, subject: 'c', error: refused('c', 403) },
      { registry, subject: 'd', error: gone() },
    ];
    expect(groupFailures(failures).map(({ subjects }) => subjects)).toEqual([
      'a, d',
      'b',
      'c',
    ]);
  });
});
