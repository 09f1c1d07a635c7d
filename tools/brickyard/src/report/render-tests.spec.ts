import { BrickyardError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import type { TestedImage, TestRun } from '../run/run-image-tests';
import type { Outcome } from '../run/schedule';
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

function done(tests: TestedImage['record']['tests'], reused = false): TestRun {
  const record = {
    ...{ flavour: 'a', runtime: '1', key: 'k', suite: 's', tests },
    passed: tests.every((test) => test.passed),
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
    expect(renderTests(done([passed]))).toBe('a@1  1 test passed in 2.0 s');
    expect(renderTests(done([]))).toBe('a@1  nothing to test');
    expect(renderTests(done([passed], true))).toBe(
      'a@1  1 test passed before, same image and same tests; --force runs them',
    );
  });

  it('shows failures, where they come from and the end of what they printed', () => {
    const lines = renderTests(done([passed, failed])).split('\n');
    expect(lines[0]).toBe(
      'FAIL  a,b.sh  1.25 s  packages/a/tests/a,b.sh  exit code 1: "<100%>"; second',
    );
    expect(lines[1]).toBe('a,b.sh │ … 6 lines before');
    expect(lines).toHaveLength(1 + 1 + 15 + 2);
    expect(lines.at(-2)).toBe('a@1  1 of 2 tests failed in 2.0 s');
  });

  it('shows all when asked', () => {
    expect(renderTests(done([passed]), true)).toContain(
      'pass  pandas  0.50 s  packages/a/requirements.txt:3\n',
    );
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

  it('has an error for an image that could not be tested', () => {
    expect(renderJunit(broken)).toContain(
      '<error message="cannot run &quot;sh&quot; [CONTAINER_FAILED]"/>',
    );
  });
});

describe('renderAnnotations', () => {
  it('is nothing without failures', () => {
    expect(renderAnnotations(done([passed]))).toEqual([]);
  });

  it('points at the line to blame, escaped', () => {
    const other = { ...passed, passed: false, messages: ['gone'] };
    expect(renderAnnotations(done([other, failed]))).toEqual([
      '::error file=packages/a/requirements.txt,line=3,title=a@1%3A pandas::gone',
      '::error file=packages/a/tests/a%2Cb.sh,title=a@1%3A a%2Cb.sh::exit code 1: "<100%25>"%0Asecond',
    ]);
  });

  it('points at the Dockerfile of an image that could not be tested', () => {
    expect(renderAnnotations(broken)).toEqual([
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
