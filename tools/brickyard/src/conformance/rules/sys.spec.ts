import {
  lineNamed,
  onPath,
  testFlavourFacts,
  testImageFacts,
  testSubject,
  testSystem,
} from '../testing/test-subject';
import { sys01 } from './sys-01';
import { sys02 } from './sys-02';
import { sys03 } from './sys-03';
import { sys04 } from './sys-04';
import { sys05 } from './sys-05';
import { sys06 } from './sys-06';
import { sys07 } from './sys-07';
import { sys08 } from './sys-08';
import { sys09 } from './sys-09';

const file = 'packages/a/Dockerfile';
type System = Parameters<typeof testSystem>[0];
const withSystem = (more: System) =>
  testSubject({ inventory: testSystem(more) });

describe('SYS-01', () => {
  it('takes an image with all', () => {
    expect(sys01.check(withSystem({}))).toEqual([]);
  });

  it('names each that is missing, and the package that has it', () => {
    const executables = onPath('bash env ls sudo');
    expect(sys01.check(withSystem({ executables }))).toMatchObject([
      { message: 'ip is not on PATH', hint: 'install the package iproute2' },
      { message: 'ps is not on PATH', hint: 'install the package procps' },
    ]);
  });
});

describe('SYS-02', () => {
  const without = withSystem({ executables: onPath('bash') });

  it.each([
    ['12.2-LTS', 'warning'],
    ['13.3-LTS', 'error'],
    ['lab-debian-12', 'error'],
  ])('on %s its absence is: %s', (name, severity) => {
    const runtime = lineNamed(name);
    expect(sys02.check({ ...without, runtime })).toMatchObject([{ severity }]);
  });

  it('takes setfacl', () => expect(sys02.check(withSystem({}))).toEqual([]));
});

describe('SYS-03', () => {
  it('takes a locked user', () => {
    expect(sys03.check(withSystem({}))).toEqual([]);
  });

  it.each([
    [[], 'none'],
    [[{ name: 'libraries', uid: 1, locked: false }], 'not locked'],
    [[{ name: 'library', uid: 1, locked: true }], 'none'],
  ])('warns of %j', (users, found) => {
    expect(sys03.check(withSystem({ users }))).toMatchObject([{ found }]);
  });

  it('is not about lines before 13.3', () => {
    const runtime = lineNamed('12.2-LTS');
    expect(sys03.appliesTo(testSubject({ runtime }))).toBe(false);
  });
});

describe('SYS-04', () => {
  const fuse = onPath('bash fusermount');

  it.each([
    [{ environment: { USER: 'app' } }],
    [{ executables: fuse, environment: { USER: 'root' } }],
  ])('takes %j', (system) => {
    expect(sys04.check(withSystem(system))).toEqual([]);
  });

  it.each([
    [{}, 'not set'],
    [{ USER: 'app' }, 'USER=app'],
  ])('warns of fuse with %j', (environment, found) => {
    const subject = withSystem({ executables: fuse, environment });
    expect(sys04.check(subject)).toMatchObject([{ found }]);
  });
});

describe('SYS-05', () => {
  const check = (executables: string, text: string) =>
    sys05.check({
      ...withSystem({ executables: onPath(executables) }),
      flavour: testFlavourFacts(`FROM a\n${text}\n`),
    });

  it.each(['RUN true', 'EXPOSE 8080', 'RUN ssh-keyscan example.org'])(
    'takes an image without SSH: %s',
    (text) => expect(check('bash', text)).toEqual([]),
  );

  it.each([
    'EXPOSE 2200',
    'EXPOSE 80 22',
    'RUN cat k >> /root/.ssh/authorized_keys',
  ])('misses sshd: %s', (text) => {
    expect(check('bash', text)).toMatchObject([
      { expected: 'sshd', place: { file, line: 2 } },
    ]);
  });

  it('reads the history of an image without sources', () => {
    const image = testImageFacts({
      history: ['EXPOSE map[2200/tcp:{}]', 'EXPOSE 22'],
    });
    expect(sys05.check({ ...withSystem({}), image })).toHaveLength(1);
  });

  it('tells of an sshd that nothing starts', () => {
    expect(check('sshd', 'RUN true')).toMatchObject([{ found: 'sshd' }]);
  });
});

describe('SYS-06', () => {
  const check = (run: string) =>
    sys06.check(
      testSubject({ flavour: testFlavourFacts(`FROM ubuntu:24.04\n${run}\n`) }),
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
    const line = run.startsWith('RUN apt-get') ? 3 : 2;
    expect(check(run)).toMatchObject([{ place: { file, line } }]);
  });

  it('finds it in a heredoc, unless a command before frees the name', () => {
    const heredoc = (lines: string) =>
      check(`RUN <<EOF\nset -e\n${lines}\nEOF`);
    const place = { file, line: 4 };
    expect(heredoc('useradd -m ubuntu')).toMatchObject([{ place }]);
    expect(heredoc('userdel ubuntu\nuseradd ubuntu')).toEqual([]);
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
        image: testImageFacts({ environment }),
        flavour: testFlavourFacts('FROM a\nENV LANG=en_US.UTF-8\n'),
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
    sys08.check(testSubject({ image: testImageFacts({ environment }) }));

  it('takes 0', () => expect(check({ [NAME]: '0' })).toEqual([]));

  it.each([[{}], [{ [NAME]: '1' }]])('tells of %j', (environment) => {
    expect(check(environment)).toHaveLength(1);
  });
});

describe('SYS-08 with connectorx', () => {
  it('warns of the variable', () => {
    const packages = [{ name: 'ConnectorX', version: '0.4.3' }];
    const environment = '/databricks/python3';
    const python = [{ environment, version: '3.12.3', packages }];
    const subject = { ...withSystem({ python }), image: testImageFacts() };
    expect(sys08.check(subject)).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('SYS-09', () => {
  it('takes a clean image', () => {
    expect(sys09.check(withSystem({}))).toEqual([]);
  });

  it.each([
    [{ executables: onPath('bash gcc make') }, 'gcc, make'],
    [{ paths: ['/var/lib/apt/lists'] }, '/var/lib/apt/lists'],
  ])('tells of %j', (system, found) => {
    expect(sys09.check(withSystem(system))).toMatchObject([{ found }]);
  });
});
