import { parseReference } from './parse-reference';

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const hub = (repository: string) => ({ registry: 'docker.io', repository });
const at = (registry: string, repository: string) => ({ registry, repository });

function refusal(text: string): unknown {
  try {
    return parseReference(text);
  } catch (error) {
    return error;
  }
}

describe('parseReference', () => {
  it.each([
    ['ubuntu', hub('library/ubuntu')],
    ['ubuntu:24.04', { ...hub('library/ubuntu'), tag: '24.04' }],
    ['team/python', hub('team/python')],
    ['a/b/c', hub('a/b/c')],
    ['docker.io/ubuntu', hub('library/ubuntu')],
    ['docker.io/team/python', hub('team/python')],
    ['index.docker.io/ubuntu', hub('library/ubuntu')],
    ['registry-1.docker.io/library/ubuntu', hub('library/ubuntu')],
    ['registry.hub.docker.com/team/python', hub('team/python')],
    ['evil-docker.io/team/python', at('evil-docker.io', 'team/python')],
    ['localhost/x', at('localhost', 'x')],
    ['localhost:5000', { ...hub('library/localhost'), tag: '5000' }],
    ['127.0.0.1:5000/x', at('127.0.0.1:5000', 'x')],
    ['host:5000/x:1', { ...at('host:5000', 'x'), tag: '1' }],
    ['[::1]:5000/x', at('[::1]:5000', 'x')],
    ['Host/x', at('Host', 'x')],
    ['team.azurecr.io/a/b', at('team.azurecr.io', 'a/b')],
    ['a__b/c--d.e_f', hub('a__b/c--d.e_f')],
    [`ubuntu@${DIGEST}`, { ...hub('library/ubuntu'), digest: DIGEST }],
    [`h.io/x:1@${DIGEST}`, { ...at('h.io', 'x'), tag: '1', digest: DIGEST }],
    [`x:${'t'.repeat(128)}`, { ...hub('library/x'), tag: 't'.repeat(128) }],
  ])('reads %s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  it.each([
    ['', /it is empty/],
    [' ubuntu', /white space/],
    ['ubuntu latest', /white space/],
    ['https://docker.io/ubuntu', /URL scheme/],
    ['a'.repeat(64), /image id/],
    ['Ubuntu', /"library\/Ubuntu" must be lower-case/],
    ['team/Python:1', /"team\/Python" must be lower-case/],
    ['h.io/x:1/y', /repository "x:1\/y"/],
    ['ubuntu:', /tag after ":" is empty/],
    ['ubuntu:-x', /tag "-x"/],
    ['ubuntu:a+b', /tag "a\+b"/],
    [`ubuntu:${'t'.repeat(129)}`, /129 characters, at most 128/],
    ['ubuntu@', /"" is not a digest/],
    ['ubuntu@sha256:abc', /"sha256:abc" is not a digest/],
    [`ubuntu@sha256:${'A1'.repeat(32)}`, /is not a digest/],
    ['h.io/', /repository is empty/],
    ['-h.io/x', /"-h.io" is not a registry host/],
    ['h.io:port/x', /"h.io:port" is not a registry host/],
    ['a//b', /repository "a\/\/b"/],
    ['a/b/', /repository "a\/b\/"/],
    ['-a', /repository "library\/-a"/],
    ['a___b', /repository "library\/a___b"/],
    ['a..b/c', /"a\.\.b" is not a registry host/],
    ['a/../d', /repository "a\/\.\.\/d"/],
    ['a/${x}', /repository "a\/\$\{x\}"/],
    [`h.io/${'a'.repeat(256)}`, /256 characters, at most 255/],
    [':tag', /repository is empty/],
  ])('refuses %p', (text, reason) => {
    expect(refusal(text)).toMatchObject({
      code: 'REFERENCE_INVALID',
      message: expect.stringMatching(reason) as string,
      hint: expect.stringContaining('ubuntu:24.04') as string,
    });
  });

  it('names the text as it was written', () => {
    expect(refusal('docker.io/Team/x')).toMatchObject({
      message: expect.stringContaining('"docker.io/Team/x"') as string,
    });
  });
});
