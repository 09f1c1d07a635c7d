import type { CopiedFile } from '../rule';
import { doc01 } from '../rules/doc-01';
import { testFlavourFacts, testSubject } from '../testing/test-subject';

const file = 'packages/a/Dockerfile';

describe('DOC-01 of copied files', () => {
  const check = (copied: Omit<CopiedFile, 'line'>[], text = 'COPY . .') =>
    doc01.check(
      testSubject({
        flavour: testFlavourFacts(`FROM a\n${text}\n`, {
          copied: copied.map((each) => ({ ...each, line: 2 })),
        }),
      }),
    );

  it.each([
    ['id_rsa', undefined, 'error'],
    ['.ssh/id_ed25519', 'x', 'error'],
    ['keys/server.pem', '-----BEGIN PRIVATE KEY-----', 'error'],
    ['server.key', '-----BEGIN EC PRIVATE KEY-----', 'error'],
    ['a.p12', undefined, 'error'],
    ['a.kdbx', undefined, 'error'],
    ['a.jks', undefined, 'error'],
    ['.env', 'DB_PASSWORD=s3cret', 'error'],
    ['.env', 'PORT=80', 'warning'],
    ['.env.production', undefined, 'warning'],
    ['.npmrc', '//h/:_authToken=s3cret', 'error'],
    ['.pypirc', '[pypi]\npassword = s3cret', 'error'],
    ['.pypirc', '[distutils]', 'warning'],
    ['.netrc', 'machine h login u password s3cret', 'error'],
    ['.git-credentials', 'https://u:s3cret@h', 'error'],
    ['.pgpass', 'h:5432:db:me:s3cret', 'error'],
    ['.databrickscfg', '[DEFAULT]\ntoken = s3cret', 'error'],
    [
      'home/.aws/credentials',
      '[default]\naws_secret_access_key = s3cret',
      'error',
    ],
    ['.docker/config.json', '{"auths": {"h": {"auth": "s3cret"}}}', 'error'],
    [
      'my-service-account.json',
      '{"private_key": "-----BEGIN PRIVATE KEY-----"}',
      'error',
    ],
    ['pip.conf', '[global]\nindex-url = https://u:s3cret@h/', 'error'],
  ])('finds %s with %j', (path, text, severity) => {
    const findings = check([{ path, text }]);
    expect(
      findings.map((each) => ({ severity: 'error', ...each })),
    ).toMatchObject([{ severity, found: path, place: { file, line: 2 } }]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  });

  it.each([
    ['id_rsa.pub', undefined],
    ['ca.pem', '-----BEGIN CERTIFICATE-----'],
    ['ca.crt', '-----BEGIN CERTIFICATE-----'],
    ['truststore.jks', undefined],
    ['.env.example', 'DB_PASSWORD=change'],
    ['.npmrc', 'registry=https://h/'],
    ['.npmrc', '//h/:_authToken=${NPM_TOKEN}'],
    ['.docker/config.json', '{"credsStore": "pass", "auths": {"h": {}}}'],
    ['config.json', '{"a": 1}'],
    ['environment.yml', undefined],
    ['monkey', undefined],
  ])('takes %s with %j', (path, text) => {
    expect(check([{ path, text }])).toEqual([]);
  });

  it('reads scripts that are copied, and takes what is mounted', () => {
    const text = '#!/bin/sh\nexport DB_PASSWORD=s3cret\n';
    const findings = check([{ path: 'run', text }]);
    expect(findings).toMatchObject([
      {
        found: 'a value for DB_PASSWORD',
        place: { file: 'packages/a/run', line: 2 },
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
    expect(check([{ path: '.env', kind: 'mount' }])).toEqual([]);
  });

  it('says less of a stage that is not the image', () => {
    const text = 'COPY id_rsa /\nFROM b';
    const [finding] = check([{ path: 'id_rsa' }], text);
    expect(finding?.message).toMatch(/build cache/);
    expect([finding]).toMatchObject([{ severity: 'info', found: 'id_rsa' }]);
  });

  it('reads the names that another stage gives', () => {
    const text = 'COPY --from=x /root/.ssh/id_rsa /root/.ssh/';
    expect(check([], text)).toMatchObject([{ found: '/root/.ssh/id_rsa' }]);
  });
});
