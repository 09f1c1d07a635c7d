import type { ImageFacts } from '../rule';
import {
  lineNamed,
  testFlavourFacts,
  testImageFacts,
  testSubject,
  testSystem,
} from '../testing/test-subject';
import { img01 } from './img-01';
import { img02 } from './img-02';
import { img03 } from './img-03';
import { img04 } from './img-04';
import { img05 } from './img-05';
import { img06 } from './img-06';
import { img07 } from './img-07';
import { img08 } from './img-08';
import { img09 } from './img-09';

const withImage = (more: Partial<ImageFacts>, dockerfile?: string) =>
  testSubject({
    image: testImageFacts(more),
    flavour:
      dockerfile === undefined ? undefined : testFlavourFacts(dockerfile),
  });
const line = (number: number) => ({
  file: 'packages/a/Dockerfile',
  line: number,
});

describe('IMG-01', () => {
  it.each([
    [['linux/amd64']],
    [['linux/amd64/v2']],
    [['linux/arm64', 'linux/amd64']],
  ])('takes %j', (platforms) => {
    expect(img01.check(withImage({ platforms }))).toEqual([]);
  });

  it.each([
    [['linux/arm64/v8'], 'linux/arm64/v8'],
    [['windows/amd64', 'linux/amd64x'], 'windows/amd64, linux/amd64x'],
    [[], 'no platform'],
  ])('refuses %j', (platforms, found) => {
    expect(img01.check(withImage({ platforms }))).toMatchObject([{ found }]);
  });
});

const withOs = (id: string, version: string) =>
  testSubject({
    inventory: testSystem({ os: { id, version, name: `${id} ${version}` } }),
  });

describe('IMG-02', () => {
  it.each([
    ['ubuntu', '24.04', undefined],
    ['ubuntu', '22.04', 'warning'],
    ['debian', '12', 'error'],
  ])('%s %s: %s', (id, version, severity) => {
    const [finding] = img02.check(withOs(id, version));
    expect(finding?.severity).toBe(severity);
  });

  it('refuses a system that says nothing of itself', () => {
    const inventory = testSystem({ os: null });
    expect(img02.check(testSubject({ inventory }))).toMatchObject([
      { severity: 'error', found: 'no /etc/os-release' },
    ]);
  });

  it('takes any Ubuntu on a line whose Ubuntu nobody knows', () => {
    const runtime = { ...lineNamed('18.3-LTS'), ubuntu: undefined };
    const check = (id: string) =>
      img02.check({ ...withOs(id, '26.04'), runtime });
    expect(check('ubuntu')).toEqual([]);
    expect(check('debian')).toHaveLength(1);
  });

  it('leaves Alpine to IMG-03, and cannot judge a stand-in', () => {
    expect(img02.appliesTo(withOs('alpine', '3.20'))).toBe(false);
    const runtime = lineNamed('lab-debian-12');
    expect(img02.unable?.({ ...withOs('debian', '12'), runtime })).toMatch(
      'stand-in',
    );
  });
});

describe('IMG-03', () => {
  it('warns of Alpine alone', () => {
    expect(img03.check(withOs('alpine', '3.20'))).toHaveLength(1);
    expect(img03.check(withOs('debian', '12'))).toEqual([]);
  });
});

describe('IMG-04', () => {
  const check = (user: string, dockerfile = 'FROM a\nUSER app\n') =>
    img04.check(withImage({ user }, dockerfile));

  it.each(['', 'root', '0', '0:0', 'root:root'])('takes %j', (user) => {
    expect(check(user)).toEqual([]);
  });

  it.each(['app', '1000', '1000:0'])('warns of %s', (user) => {
    expect(check(user)).toMatchObject([{ found: user, place: line(2) }]);
  });

  it('blames no line when the image below is at fault', () => {
    expect(check('app', 'FROM a\n')[0]?.place).toBeUndefined();
  });
});

describe('IMG-05', () => {
  it.each([
    [{}],
    [{ command: ['/bin/bash'] }],
    [{ command: ['bash'] }],
    [{ command: ['/usr/bin/sh'] }],
  ])('takes %j', (image) => {
    expect(img05.check(withImage(image))).toEqual([]);
  });

  it.each([
    [{ entrypoint: ['/bin/bash'] }, '/bin/bash', undefined],
    [{ entrypoint: ['/init', '--token=x'] }, '/init …', 2],
    [{ command: ['rstudio-server'] }, 'rstudio-server', 3],
    [{ command: ['bash', '-c', 'serve'] }, 'bash …', 3],
  ])('warns of %j', (image, found, at) => {
    const dockerfile = 'FROM a\nENTRYPOINT /init\nCMD x\n';
    const findings = img05.check(
      withImage(image, at === undefined ? 'FROM a\n' : dockerfile),
    );
    const place = at === undefined ? undefined : line(at);
    expect(findings).toMatchObject([{ found, place }]);
  });
});

describe('IMG-06', () => {
  it.each([
    [5e9, undefined],
    [5e9 + 1, 'warning'],
    [10e9, 'warning'],
    [10e9 + 1, 'error'],
  ])('%d bytes: %s', (size, severity) => {
    const [finding] = img06.check(withImage({ size }));
    expect(finding?.severity).toBe(severity);
  });
});

describe('IMG-07', () => {
  const labelled = (value?: string) =>
    withImage({
      labels: value ? { 'databricks.runtime.version': value } : {},
    });

  it.each(['17.3-LTS', '17.3', '17.3.x-scala2.13'])('takes %s', (value) => {
    expect(img07.check(labelled(value))).toEqual([]);
  });

  it.each(['15.4-LTS', '17.30', 'latest'])('refuses %s', (value) => {
    expect(img07.check(labelled(value))).toMatchObject([
      { severity: 'error', found: value, expected: '17.3-LTS' },
    ]);
  });

  it('asks for the label: of our own images for sure', () => {
    const foreign = labelled();
    const own = { ...foreign, flavour: testFlavourFacts('FROM a') };
    expect(img07.check(foreign)).toMatchObject([{ severity: 'warning' }]);
    expect(img07.check(own)).toMatchObject([{ severity: 'error' }]);
  });

  it('reads the name that Brickyard gave it before', () => {
    const labels = (name: string) =>
      withImage({ labels: { 'brickyard.runtime': name } });
    expect(img07.check(labels('17.3-LTS'))).toEqual([]);
    expect(img07.check(labels('lab-debian-12'))).toHaveLength(1);
  });

  it('cannot judge a stand-in', () => {
    const runtime = lineNamed('lab-debian-12');
    expect(img07.unable?.({ ...labelled(), runtime })).toMatch('stand-in');
  });
});

describe('IMG-08', () => {
  const named = (image: string, digest?: string) =>
    testSubject({
      flavour: testFlavourFacts('FROM x', {
        externals: [{ image, line: 1, ...(digest && { digest }) }],
      }),
    });

  it.each([
    ['ubuntu:24.04', 'sha256:1'],
    ['ubuntu@sha256:1', undefined],
    ['127.0.0.1:5000/a:1@sha256:1', undefined],
  ])('takes %s recorded as %s', (image, digest) => {
    expect(img08.check(named(image, digest))).toEqual([]);
  });

  it('warns of a tag alone', () => {
    expect(img08.check(named('ubuntu:24.04'))).toMatchObject([
      { found: 'ubuntu:24.04', place: line(1) },
    ]);
  });

  it('cannot judge what nobody resolved', () => {
    const flavour = testFlavourFacts('FROM x');
    expect(img08.unable?.(testSubject({ flavour }))).toMatch('which images');
    expect(img08.unable?.(named('a'))).toBeUndefined();
  });
});

describe('IMG-09', () => {
  it.each([
    'team/a:1',
    'localhost:5000/a:dbr17.3',
    'a@sha256:1',
    'a:latest@sha256:1',
    'sha256:abc',
  ])('takes %s', (reference) => {
    expect(img09.check(withImage({ reference }))).toEqual([]);
  });

  it.each(['team/a', 'localhost:5000/a', 'a:latest'])(
    'warns of %s',
    (reference) => {
      expect(img09.check(withImage({ reference }))).toHaveLength(1);
    },
  );
});
