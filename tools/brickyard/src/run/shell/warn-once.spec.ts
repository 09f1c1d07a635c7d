import { BrickyardError } from '../../errors';
import { statusError } from '../../registry/errors';
import { warnOnce } from './warn-once';

const registry = 'registry.test';

function refused(name: string) {
  const asked = { registry, action: `list ${name}`, writes: false };
  const [authenticated, body, secrets] = [true, Buffer.from('no'), []];
  return statusError(asked, { status: 403, authenticated, body, secrets });
}

describe('warnOnce', () => {
  let said: string[];
  const say = (text: string) => said.push(text);
  beforeEach(() => (said = []));

  it('says once what 200 images meet, and counts them', () => {
    const { warn, settle } = warnOnce(say);
    for (let n = 0; n < 200; n += 1)
      warn(`f${n}: no pass`, {
        registry,
        what: 'no pass',
        error: refused(`f${n}`),
      });
    expect(said).toEqual(['f0: no pass']);
    settle();
    const count = `the same for 199 more images: ${registry}: no pass: HTTP 403: no [REGISTRY_DENIED]`;
    expect(said).toEqual(['f0: no pass', count]);
  });

  it('tells failures and what they are about apart', () => {
    const { warn, settle } = warnOnce(say);
    const other = new BrickyardError('REGISTRY_UNREACHABLE', 'gone');
    warn('a', { registry, what: 'no pass', error: refused('a') });
    warn('b', { registry, what: 'no SBOM', error: refused('b') });
    warn('c', { registry, what: 'no pass', error: other });
    warn('d', { registry: 'other.test', what: 'no pass', error: other });
    settle();
    expect(said).toEqual(['a', 'b', 'c', 'd']);
  });

  it('says once what is the same for many images', () => {
    const { warn, settle } = warnOnce(say);
    warn('a');
    warn('b');
    warn('a');
    settle();
    expect(said).toEqual(['a', 'b']);
  });
});
