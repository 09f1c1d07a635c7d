import {
  testFlavourFacts,
  testImageFacts,
  testSubject,
} from '../testing/test-subject';
import { doc01 } from './doc-01';

const HUB = `ghp_${'aB3'.repeat(12)}`;
const file = 'packages/a/Dockerfile';
const ofSources = (text: string, buildArgs = {}) =>
  doc01.check(testSubject({ flavour: testFlavourFacts(text, { buildArgs }) }));

describe('DOC-01 in sources', () => {
  it.each([
    'RUN --mount=type=secret,id=index PIP_INDEX_URL="$(cat /run/secrets/index)" pip install a',
    'ENV TOKENIZERS_PARALLELISM=false',
    'ENV DB_PASSWORD_FILE=/run/secrets/db',
    'RUN curl https://example.org:8080/a@b',
    'RUN git clone https://x:${CI_TOKEN}@example.org/a',
    'RUN python -c "token=os.environ[\'A\']"',
    "RUN sed -i 's/password=.*/password=/' /etc/a",
    'ENV DATABRICKS_TOKEN={{secrets/a/b}}',
    'RUN useradd libraries && usermod -L libraries',
    'ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D',
  ])('takes %s', (instruction) => {
    const findings = ofSources(`FROM a\n${instruction}\n`);
    expect(findings).toEqual([]);
  });

  it.each([
    ['ARG NPM_TOKEN=s3cret', 'a value for NPM_TOKEN'],
    ['ENV A=1 DB_PASSWORD="s3cret"', 'a value for DB_PASSWORD'],
    ['ENV AWS_SECRET_ACCESS_KEY=s3cret', 'a value for AWS_SECRET_ACCESS_KEY'],
    ['RUN deploy --api-key=s3cret', 'a value for api-key'],
    [
      'RUN pip install -i https://u:s3cret@example.org/ a',
      'a URL with a password',
    ],
    [`RUN git clone https://${HUB}@github.com/a/b`, 'a GitHub token'],
    [`LABEL x=dapi${'0a'.repeat(16)}`, 'a Databricks token'],
    ['RUN echo "-----BEGIN RSA PRIVATE KEY-----" > /k', 'a private key'],
  ])('refuses %s', (instruction, found) => {
    const findings = ofSources(`FROM a\n${instruction}\n`);
    expect(findings).toMatchObject([{ found, place: { file, line: 2 } }]);
    expect(JSON.stringify(findings)).not.toMatch(/s3cret|ghp_|dapi|BEGIN/);
  });

  it('warns of a build arg for a secret', () => {
    expect(ofSources('FROM a\nARG A\nARG GIT_TOKEN\n')).toMatchObject([
      { severity: 'warning', place: { file, line: 3 } },
    ]);
  });

  it('looks into what image.ts gives', () => {
    expect(ofSources('FROM a\n', { HUB_TOKEN: 's3cret' })).toMatchObject([
      {
        found: 'a value for HUB_TOKEN',
        place: { file: 'packages/a/image.ts' },
      },
    ]);
  });
});

describe('DOC-01 in an image', () => {
  const check = (more: Parameters<typeof testImageFacts>[0], text?: string) =>
    doc01.check(
      testSubject({
        image: testImageFacts(more),
        flavour: text === undefined ? undefined : testFlavourFacts(text),
      }),
    );

  it('takes a good image', () => {
    expect(check({})).toEqual([]);
  });

  it.each([
    [
      { environment: { MY_SECRET: 'a(b)c' } },
      'the environment of the image holds a value for MY_SECRET',
    ],
    [
      { labels: { source: 'https://u:s3cret@example.org' } },
      'the labels of the image hold a URL with a password',
    ],
    [
      { history: ['RUN |2 A=1 HUB_TOKEN=s3cret /bin/sh -c make'] },
      'the history of the image holds a value for HUB_TOKEN',
    ],
    [
      { history: ['/bin/sh -c curl -u ann:s3cret https://h'] },
      'the history of the image holds a password of curl',
    ],
  ])('refuses %j', (image, message) => {
    const findings = check(image);
    expect(findings).toMatchObject([{ message }]);
    expect(JSON.stringify(findings)).not.toMatch(/s3cret|a\(b/);
  });

  it('says once what is in the Dockerfile, the environment and the history', () => {
    const text = 'FROM a\nENV HUB_TOKEN=s3cret\n';
    const image = {
      environment: { HUB_TOKEN: 's3cret' },
      history: ['ENV HUB_TOKEN=s3cret'],
    };
    expect(check(image, text)).toHaveLength(1);
    expect(check(image)).toHaveLength(1);
  });
});
