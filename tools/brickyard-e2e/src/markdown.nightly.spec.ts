import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import {
  cellCode,
  code,
  codeBlock,
  escapeHtml,
  escapeText,
  htmlCode,
} from '../../brickyard/src/outlet/markdown-text';
import { renderReportMarkdown } from '../../brickyard/src/report/render-report-markdown';
import {
  hostileText,
  poison,
} from '../../brickyard/src/report/testing/hostile-values';
import { richReport } from '../../brickyard/src/report/testing/test-report';
import { findPythonEnvironment } from './python-environment';

/** What GitHub reads comments with. Prints the elements of each text, without its words. */
const reader = `
import json, re, sys
import cmarkgfm
from cmarkgfm.cmark import Options
def elements(text):
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return re.findall(r'</?[a-z][^>]*>|<!--', html)
print(json.dumps([elements(text) for text in json.load(sys.stdin)]))
`;

function readElements(texts: readonly string[]): string[][] {
  const packages = { cmarkgfm: '2025.10.22' };
  const home = findPythonEnvironment({ name: 'github-markdown', packages });
  const answer = execFileSync(join(home, 'bin/python'), ['-c', reader], {
    input: JSON.stringify(texts),
    maxBuffer: 1e9,
  });
  return JSON.parse(answer.toString()) as string[][];
}

const texts = [
  ...hostileText.split('\n'),
  ...['a\\|b', 'a\\', 'x\\\\|y', '`', '\\`', '``|`', 'a`', ' lead', '1) x'],
  ...['+ a', '> q', '\tcode', '&copy;', 'http://x.example', 'a_b_c', '**'],
  ...['~', '$x$', '<a href=x>', ']: http://x', '[x]: http://y.example'],
  ...['[^1]', 'foo@bar.example', 'mailto:foo@bar.example', 'xmpp:a@b.example'],
  ...['HTTPS://X.example', 'ftp://x.example', 'www.x.example', '--', '***'],
  ...['    four', '<!--', '<script>', '<![CDATA[x', '&#96;', 'a  ', '\\'],
];

/** A place for a text, and what it is with a harmless one. */
const places: Record<string, (text: string) => string> = {
  'a paragraph': (text) => escapeText(text),
  'a list': (text) => `- ${escapeText(text)}\n- x`,
  'a heading': (text) => `### ${escapeText(text)}\n\nx`,
  emphasis: (text) => `*${escapeText(text)}*`,
  code: (text) => `x ${code(text)} y`,
  'a table': (text) =>
    `| a | b |\n| - | - |\n| ${cellCode(text)} | ${escapeText(text)} |`,
  'a block': (text) => [...codeBlock([text, 'x']), '', 'y'].join('\n'),
  'a summary': (text) =>
    `<details><summary>${escapeHtml(text)}${htmlCode(text)}</summary>\n\nx\n</details>`,
};

it('means the same to GitHub with hostile texts as with harmless ones', () => {
  const pairs = Object.entries(places).flatMap(([place, render]) =>
    texts.map((text) => ({
      name: `${place}: ${text}`,
      hostile: render(text),
      harmless: render('x'),
    })),
  );
  pairs.push({
    name: 'a report',
    hostile: renderReportMarkdown(poison(richReport), 1e6),
    harmless: renderReportMarkdown(poison(richReport, 'x'), 1e6),
  });
  const hostile = readElements(pairs.map((pair) => pair.hostile));
  const harmless = readElements(pairs.map((pair) => pair.harmless));
  const different = pairs.filter(
    (_, at) => hostile[at]?.join('') !== harmless[at]?.join(''),
  );
  console.log(`${pairs.length} tried, ${different.length} read differently`);
  expect(different.map(({ name }) => name)).toEqual([]);
});
