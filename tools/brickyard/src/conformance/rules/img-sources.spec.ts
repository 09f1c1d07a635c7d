import {
  lineNamed,
  testFlavourFacts,
  testSubject,
} from '../testing/test-subject';
import { img04 } from './img-04';
import { img05 } from './img-05';
import { img10 } from './img-10';
import { img11 } from './img-11';
import { img12 } from './img-12';

const ofText = (text: string) =>
  testSubject({ flavour: testFlavourFacts(text) });

describe('IMG-04 of sources', () => {
  it.each([
    ['FROM a\nUSER app\n', 'app', 2],
    ['FROM a\nUSER root\nUSER 1000:0\n', '1000:0', 3],
    ['FROM a AS b\nUSER app\nFROM b\n', 'app', 2],
  ])('warns of %j', (text, found, line) => {
    expect(img04.check(ofText(text))).toMatchObject([
      { found, place: { line } },
    ]);
  });

  it.each([
    'FROM a\n',
    'FROM a\nUSER app\nUSER root\n',
    'FROM a\nUSER "0"\n',
    'FROM a\nUSER $WHO\n',
    'FROM a AS b\nUSER app\nFROM c\nCOPY --from=b d e\n',
  ])('takes %j', (text) => {
    expect(img04.check(ofText(text))).toEqual([]);
  });
});

describe('IMG-05 of sources', () => {
  it.each([
    ['ENTRYPOINT ["/init", "--token=x"]', '/init …'],
    ['ENTRYPOINT /init', '/init'],
    ['CMD serve --password=x', 'serve …'],
    ['CMD ["bash", "-c", "serve"]', 'bash …'],
  ])('warns of %s', (line, found) => {
    expect(img05.check(ofText(`FROM a\n${line}\n`))).toMatchObject([
      { found, place: { line: 2 } },
    ]);
  });

  it.each(['ENTRYPOINT []', 'CMD ["/bin/bash"]', 'CMD', 'ONBUILD CMD x'])(
    'takes %s',
    (line) => {
      expect(img05.check(ofText(`FROM a\n${line}\n`))).toEqual([]);
    },
  );
});

describe('IMG-10', () => {
  it.each([
    ['FROM --platform=linux/arm64 a', 'linux/arm64'],
    ['ARG P=linux/arm64/v8\nFROM --platform=$P a', 'linux/arm64/v8'],
    ['FROM --platform=arm64 a AS b\nFROM b', 'arm64'],
  ])('refuses %j', (text, found) => {
    expect(img10.check(ofText(text))).toMatchObject([{ found }]);
  });

  it.each([
    'FROM a',
    'FROM --platform=linux/amd64 a',
    'FROM --platform=linux/amd64/v2 a',
    'FROM --platform=$TARGETPLATFORM a',
    'FROM --platform=linux/arm64 a AS b\nFROM c\nCOPY --from=b d e',
  ])('takes %j', (text) => {
    expect(img10.check(ofText(text))).toEqual([]);
  });
});

describe('IMG-11', () => {
  const check = (image: string, name = '17.3-LTS') =>
    img11.check(
      testSubject({
        runtime: lineNamed(name),
        flavour: testFlavourFacts('FROM a', {
          externals: [{ image, line: 1 }],
        }),
      }),
    );

  it.each([
    'databricksruntime/standard:13.3-LTS',
    'docker.io/databricksruntime/python:16.4-LTS@sha256:0',
    'mirror.test:5000/hub/databricksruntime/minimal:15.4',
  ])('warns of %s', (image) => {
    expect(check(image)).toMatchObject([{ found: image, place: { line: 1 } }]);
  });

  it.each([
    'databricksruntime/standard:17.3-LTS',
    'databricksruntime/standard:latest',
    'databricksruntime/standard',
    'ubuntu:13.3',
    'me/notdatabricksruntime/a:13.3-LTS',
  ])('takes %s', (image) => {
    expect(check(image)).toEqual([]);
  });
});

describe('IMG-12', () => {
  const steps = (count: number) => `FROM a\n${'RUN b\n'.repeat(count)}`;
  const stage = 'FROM a AS packages\nRUN b\nRUN c\n';

  it.each([
    [steps(99), [], '100'],
    [steps(60), [steps(30), steps(12)], '103'],
    [`${stage}FROM packages\n${'ADD a b\n'.repeat(97)}`, [], '100'],
  ])('warns of too many: %#', (text, below, found) => {
    const subject = {
      ...ofText(text),
      below: below.map((each) => testFlavourFacts(each)),
    };
    expect(img12.check(subject)).toMatchObject([{ found }]);
  });

  it.each([steps(98), `${stage}FROM c\n${'COPY a b\n'.repeat(98)}`])(
    'takes fewer, and what is in no image: %#',
    (text) => {
      expect(img12.check(ofText(text))).toEqual([]);
    },
  );

  it('says how many are whose', () => {
    const subject = {
      ...ofText(steps(60)),
      below: [testFlavourFacts(steps(50), { path: 'packages/below' })],
    };
    expect(img12.check(subject)[0]?.message).toBe(
      'the image has 111 layers or more: 60 of packages/a, 50 of packages/below, 1 of the base image',
    );
  });
});
