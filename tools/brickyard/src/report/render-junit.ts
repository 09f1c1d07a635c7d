import { renderError, renderPlace } from '../errors';
import type { TestResult } from '../image-tests/image-test';
import type { TestedImage, TestRun } from '../run/run-image-tests';
import type { Outcome } from '../run/schedule';

/** A suite for each image, as CI systems read it: https://github.com/testmoapp/junitxml */
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
  const { tests } = outcome.result.record;
  const failures = tests.filter(({ passed }) => !passed).length;
  const time = tests.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
  const head = { name: id, tests: tests.length, failures, errors: 0, time };
  return [
    `  <testsuite${attributes(head)}>`,
    ...tests.flatMap((test) => renderCase(id, test)),
    '  </testsuite>',
  ];
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

/** XML 1.0 has no way to write most control characters: they become �. https://www.w3.org/TR/xml/#charsets */
function escape(text: string): string {
  return text
    .replace(
      /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
      '\ufffd',
    )
    .replace(/[&<>"\n]/g, (character) => entities[character] ?? character);
}
