import type { Conformance } from '../conformance/check-conformance';
import type { Finding } from '../conformance/rule';
import { BrickyardError } from '../errors';
import { annotateGithub } from '../hosting/github/annotate-github';
import type { KeyedImage } from '../plan/key-images';
import type { Outcome } from '../run/shell/schedule';
import type { TestedImage, TestRun } from '../run/test/test-images';
import { renderAnnotations } from './render-annotations';
import { renderJunit } from './render-junit';
import { renderTestJson } from './render-test-json';
import { renderTests } from './render-tests';

const passed = {
  name: 'pandas',
  type: 'python-package' as const,
  place: { file: 'packages/a/requirements.txt', line: 3 },
  passed: true,
  seconds: 0.5,
  messages: [],
};
const failed = {
  name: 'a,b.sh',
  type: 'script' as const,
  place: { file: 'packages/a/tests/a,b.sh' },
  passed: false,
  seconds: 1.25,
  messages: ['exit code 1: "<100%>"', 'second'],
  output: `${'more\n'.repeat(20)}\u001b[31m]]> & last\n`,
};

function runOf(outcome: Outcome<TestedImage>): TestRun {
  const flavour = { name: 'a', path: 'packages/a' };
  const image = { id: 'a@1', flavour, runtime: { name: '1' }, key: 'k' };
  const images = [image as unknown as KeyedImage];
  return { images, outcomes: new Map([['a@1', outcome]]) };
}

const clean = { findings: [], checked: ['A-01'], skipped: [], waived: [] };
const wrong: Finding = {
  ...{ rule: 'IMG-05', severity: 'error', message: 'ENTRYPOINT is "x"' },
  ...{ expected: 'none', found: 'x', hint: 'remove it' },
  place: { file: 'packages/a/Dockerfile', line: 2 },
};
const below: Finding = {
  ...{ rule: 'IMG-08', severity: 'warning', message: 'is loose', hint: 'pin' },
  place: { file: 'packages/b/Dockerfile', line: 1 },
};
const note: Finding = { ...below, rule: 'R-04', severity: 'info' };
const faulty: Conformance = {
  findings: [wrong, below, note],
  checked: ['DOC-01', 'IMG-05', 'IMG-08', 'R-04', 'SYS-01'],
  skipped: [{ rule: 'IMG-02', because: 'a stand-in' }],
  waived: [{ rule: 'SYS-01', reason: 'we know', findings: [note] }],
};

function done(
  tests: TestedImage['record']['tests'],
  reused = false,
  conformance: Conformance = clean,
): TestRun {
  const record = {
    ...{ flavour: 'a', runtime: '1', key: 'k', suite: 's', rules: 'r', tests },
    passed: tests.every((test) => test.passed),
    conformance,
  };
  const result = {
    record,
    path: 'dist/packages/a/test.json',
    reused,
    seconds: 2,
  };
  return runOf({ state: 'done', result });
}

const broken = runOf({
  state: 'failed',
  error: new BrickyardError('CONTAINER_FAILED', 'cannot run "sh"'),
});

describe('renderTests', () => {
  it('is one line when all passed', () => {
    expect(renderTests(done([passed]))).toBe(
      'a@1  1 test passed, 1 rule holds in 2.0 s',
    );
    expect(renderTests(done([]))).toBe('a@1  1 rule holds in 2.0 s');
    expect(renderTests(done([passed], true))).toBe(
      'a@1  1 test passed, 1 rule holds, as before: same image, tests and rules; --force runs them',
    );
  });

  it('shows failures, where they come from and the end of what they printed', () => {
    const lines = renderTests(done([passed, failed])).split('\n');
    expect(lines[0]).toBe(
      'FAIL  a,b.sh  1.25 s  packages/a/tests/a,b.sh  exit code 1: "<100%>"; second',
    );
    expect(lines[1]).toBe('a,b.sh │ … 6 lines before');
    expect(lines).toHaveLength(1 + 1 + 15 + 2);
    expect(lines.at(-2)).toBe(
      'a@1  1 of 2 tests failed, 1 rule holds in 2.0 s',
    );
  });

  it('shows all when asked', () => {
    expect(renderTests(done([passed]), true)).toContain(
      'pass  pandas  0.50 s  packages/a/requirements.txt:3\n',
    );
  });

  it('shows what rules found, the mend with it, and counts what it leaves to others', () => {
    expect(renderTests(done([passed], false, faulty)).split('\n')).toEqual([
      'packages/a/Dockerfile:2: error IMG-05: ENTRYPOINT is "x"',
      '  expected: none',
      '  found: x',
      '  hint: remove it',
      'a@1  1 test passed, 1 error, 1 warning below, 1 waived, 2 rules hold in 2.0 s',
    ]);
  });

  it('shows notes, waivers and what could not be judged when asked', () => {
    const text = renderTests(done([], false, faulty), true);
    expect(text).toContain('packages/b/Dockerfile:1: info R-04: is loose');
    expect(text).toContain('waived SYS-01: is loose: we know');
    expect(text).toContain('not checked IMG-02: a stand-in');
  });

  it('says why an image could not be tested', () => {
    expect(renderTests(broken)).toBe(
      'a@1  failed: cannot run "sh" [CONTAINER_FAILED]',
    );
  });
});

describe('renderJunit', () => {
  it('writes a suite, with what XML cannot hold replaced', () => {
    const text = renderJunit(done([passed, failed]));
    expect(text).toContain(
      '<testsuite name="a@1" tests="2" failures="1" errors="0" time="1.750">',
    );
    expect(text).toContain(
      '<testcase name="pandas" classname="a@1.python-package" time="0.500" file="packages/a/requirements.txt" line="3"/>',
    );
    expect(text).toContain(
      '<failure message="exit code 1: &quot;&lt;100%&gt;&quot;; second">',
    );
    expect(text).toContain('\ufffd[31m]]&gt; &amp; last');
  });

  it('has a suite of its own for rules, a case each', () => {
    const text = renderJunit(done([passed], false, faulty));
    expect(text).toContain(
      '<testsuite name="a@1 conformance" tests="6" failures="1" errors="0" skipped="1" time="0.000">',
    );
    expect(text).toContain(
      '<failure message="ENTRYPOINT is &quot;x&quot;" file="packages/a/Dockerfile" line="2">packages/a/Dockerfile:2: error IMG-05',
    );
    expect(text).toContain(
      '<system-out>packages/b/Dockerfile:1: warning IMG-08: is loose',
    );
    expect(text).toContain('<system-out>waived: we know');
    expect(text).toContain('<skipped message="a stand-in"/>');
    expect(text).toContain(
      '<testcase name="DOC-01" classname="a@1 conformance"/>',
    );
  });

  it('has an error for an image that could not be tested', () => {
    expect(renderJunit(broken)).toContain(
      '<error message="cannot run &quot;sh&quot; [CONTAINER_FAILED]"/>',
    );
  });
});

describe('renderAnnotations', () => {
  const annotations = (run: TestRun) => renderAnnotations(run, annotateGithub);

  it('is nothing without failures', () => {
    expect(annotations(done([passed]))).toEqual([]);
  });

  it('points at the line to blame, escaped', () => {
    const other = { ...passed, passed: false, messages: ['gone'] };
    expect(annotations(done([other, failed]))).toEqual([
      '::error file=packages/a/requirements.txt,line=3,title=a@1%3A pandas::gone',
      '::error file=packages/a/tests/a%2Cb.sh,title=a@1%3A a%2Cb.sh::exit code 1: "<100%25>"%0Asecond',
    ]);
  });

  it('points at what rules blame, once for all images', () => {
    const { images, outcomes } = done([passed], false, faulty);
    const [image] = images;
    const [outcome] = outcomes.values();
    const other = { ...image, id: 'b@1' } as KeyedImage;
    const both = new Map([...outcomes, ['b@1', outcome as never]]);
    const run = { images: [...images, other], outcomes: both };
    expect(annotations(run)).toEqual([
      '::error file=packages/a/Dockerfile,line=2,title=IMG-05::ENTRYPOINT is "x"%0Aexpected: none%0Afound: x%0Aremove it',
      '::warning file=packages/b/Dockerfile,line=1,title=IMG-08::is loose%0Apin',
      '::notice file=packages/b/Dockerfile,line=1,title=R-04::is loose%0Apin',
    ]);
  });

  it('points at the Dockerfile of an image that could not be tested', () => {
    expect(annotations(broken)).toEqual([
      '::error file=packages/a/Dockerfile,title=a@1::cannot run "sh" [CONTAINER_FAILED]',
    ]);
  });
});

describe('renderTestJson', () => {
  it('has the record of each image, or why there is none', () => {
    const parse = (run: TestRun) => JSON.parse(renderTestJson(run)) as unknown;
    expect(parse(done([passed]))).toMatchObject({
      images: [{ flavour: 'a', passed: true, reused: false, tests: [passed] }],
    });
    expect(parse(broken)).toMatchObject({
      images: [
        {
          flavour: 'a',
          passed: false,
          error: `cannot run "sh" [CONTAINER_FAILED]`,
        },
      ],
    });
  });
});
