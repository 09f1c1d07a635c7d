import {
  lineNamed,
  testFlavour,
  testImage,
  testSubject,
} from '../test-subject';
import { sys06 } from './sys-06';
import { sys07 } from './sys-07';
import { sys08 } from './sys-08';

const file = 'packages/a/Dockerfile';

describe('SYS-06', () => {
  const check = (run: string) =>
    sys06.check(
      testSubject({ flavour: testFlavour(`FROM ubuntu:24.04\n${run}\n`) }),
    );

  it.each([
    'RUN useradd libraries && usermod -L libraries',
    'RUN adduser ubuntu sudo',
    'RUN useradd ubuntu2',
    'RUN echo useradd ubuntu',
    'RUN userdel -r ubuntu && useradd ubuntu',
    'RUN userdel ubuntu\nRUN useradd ubuntu',
  ])('takes %s', (run) => expect(check(run)).toEqual([]));

  it.each([
    'RUN useradd ubuntu',
    'RUN useradd --create-home --shell /bin/bash ubuntu && passwd -d ubuntu',
    'RUN apt-get update \\\n && useradd -m \\\n    ubuntu \\\n && true',
    'RUN adduser --disabled-password --gecos "" ubuntu',
  ])('refuses %s', (run) => {
    expect(check(run)).toMatchObject([{ place: { file, line: 2 } }]);
  });

  it.each([
    ['15.4-LTS', false],
    ['16.4-LTS', true],
  ])('applies to %s: %s', (name, expected) => {
    const runtime = lineNamed(name);
    expect(sys06.appliesTo(testSubject({ runtime }))).toBe(expected);
  });
});

describe('SYS-07', () => {
  const check = (environment: Record<string, string>) =>
    sys07.check(
      testSubject({
        image: testImage({ environment }),
        flavour: testFlavour('FROM a\nENV LANG=en_US.UTF-8\n'),
      }),
    );

  it('takes C.UTF-8', () => {
    expect(check({ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' })).toEqual([]);
  });

  it('warns of each that is something else', () => {
    expect(check({ LANG: 'en_US.UTF-8' })).toMatchObject([
      { found: 'en_US.UTF-8', place: { file, line: 2 } },
      { message: 'LC_ALL is not C.UTF-8', found: 'not set', place: undefined },
    ]);
  });
});

describe('SYS-08', () => {
  const NAME = 'OPENSSL_FORCE_FIPS_MODE';
  const check = (environment: Record<string, string>) =>
    sys08.check(testSubject({ image: testImage({ environment }) }));

  it('takes 0', () => expect(check({ [NAME]: '0' })).toEqual([]));

  it.each([[{}], [{ [NAME]: '1' }]])('tells of %j', (environment) => {
    expect(check(environment)).toHaveLength(1);
  });
});
