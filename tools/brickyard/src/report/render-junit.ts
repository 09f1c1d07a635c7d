import type { Conformance, WaivedRule } from '../conformance/check-conformance';
import type { Finding } from '../conformance/rule';
import { renderError, renderPlace } from '../errors';
import type { TestResult } from '../image-tests/image-test';
import { printable } from '../outlet/printable';
import type { Outcome } from '../run/shell/schedule';
import type { TestedImage, TestRun } from '../run/test/test-images';
import { renderFindings } from './render-findings';

/** Two suites for each image, its tests and its rules, as CI systems read it: https://github.com/testmoapp/junitxml */
export function renderJunit({ images, outcomes }: TestRun): string {
  const suites = images.map(({ id }) => renderSuite(id, outcomes.get(id)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites.flat(),
    '</testsuites>',
    '',
  ].join('\n');
}

function renderSuite(
  id: string,
  outcome: Outcome<TestedImage> | undefined,
): string[] {
  if (outcome?.state !== 'done') {
    const why =
      outcome?.state === 'failed' ? renderError(outcome.error) : 'not run';
    return [
      `  <testsuite${attributes({ name: id, tests: 1, failures: 0, errors: 1 })}>`,
      `    <testcase${attributes({ name: 'the image can be tested', classname: id })}>`,
      `      <error${attributes({ message: why })}/>`,
      '    </testcase>',
      '  </testsuite>',
    ];
  }
  const { tests, conformance } = outcome.result.record;
  const cases = tests.flatMap((test) => renderCase(id, test));
  return [
    ...renderGroup(id, cases, {
      tests: tests.length,
      failures: tests.filter(({ passed }) => !passed).length,
      seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
    }),
    ...renderConformance(`${id} conformance`, conformance),
  ];
}

/** A case for each rule: one that found an error has failed, one that could not be checked is skipped. */
function renderConformance(
  name: string,
  { findings, checked, skipped, waived }: Conformance,
): string[] {
  const looked = new Set([...checked, ...findings.map(({ rule }) => rule)]);
  const unable = skipped.filter(({ rule }) => !looked.has(rule));
  const failed = [...looked].filter((rule) =>
    findings.some((each) => each.rule === rule && each.severity === 'error'),
  );
  const cases = [...looked].sort().flatMap((rule) =>
    renderRule(
      attributes({ name: rule, classname: name }),
      findings.filter((each) => each.rule === rule),
      waived.find((each) => each.rule === rule),
    ),
  );
  const others = unable.flatMap(({ rule, because }) => [
    `    <testcase${attributes({ name: rule, classname: name })}>`,
    `      <skipped${attributes({ message: because })}/>`,
    '    </testcase>',
  ]);
  return renderGroup(name, [...cases, ...others], {
    tests: looked.size + unable.length,
    failures: failed.length,
    skipped: unable.length,
    seconds: 0,
  });
}

function renderRule(
  own: string,
  findings: readonly Finding[],
  waived: WaivedRule | undefined,
): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const rest = findings.filter(({ severity }) => severity !== 'error');
  const notes = [
    ...renderFindings(rest),
    ...(waived ? [`waived: ${waived.reason}`] : []),
    ...renderFindings(waived?.findings ?? []),
  ];
  const failures = errors.map((finding) => {
    const { file, line } = finding.place ?? {};
    const where = attributes({ message: finding.message, file, line });
    const text = renderFindings([finding]).join('\n');
    return `      <failure${where}>${escape(text)}</failure>`;
  });
  if (failures.length + notes.length === 0) return [`    <testcase${own}/>`];
  const told = notes.length === 0 ? [] : [printed(notes)];
  return [`    <testcase${own}>`, ...failures, ...told, '    </testcase>'];
}

function printed(lines: readonly string[]): string {
  return `      <system-out>${escape(lines.join('\n'))}</system-out>`;
}

function renderGroup(
  name: string,
  cases: readonly string[],
  counts: Counts,
): string[] {
  const { tests, failures, skipped, seconds } = counts;
  const time = seconds.toFixed(3);
  const head = { name, tests, failures, errors: 0, skipped, time };
  return [`  <testsuite${attributes(head)}>`, ...cases, '  </testsuite>'];
}

interface Counts {
  tests: number;
  failures: number;
  skipped?: number;
  seconds: number;
}

function renderCase(id: string, test: TestResult): string[] {
  const { name, type, place, passed, seconds, messages, output = '' } = test;
  const classname = `${id}.${type}`;
  const time = seconds.toFixed(3);
  const { file, line } = place;
  const own = attributes({ name, classname, time, file, line });
  if (passed) return [`    <testcase${own}/>`];
  const message = attributes({ message: messages.join('; ') });
  const text = [renderPlace(place), ...messages, output].join('\n');
  return [
    `    <testcase${own}>`,
    `      <failure${message}>${escape(text)}</failure>`,
    '    </testcase>',
  ];
}

function attributes(
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** XML 1.0 has no way to write most control characters: they become �, and the others are shown. https://www.w3.org/TR/xml/#charsets */
function escape(text: string): string {
  const allowed = text.replace(
    /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
    '\ufffd',
  );
  return printable(allowed).replace(
    /[&<>"\n]/g,
    (character) => entities[character] ?? character,
  );
}
