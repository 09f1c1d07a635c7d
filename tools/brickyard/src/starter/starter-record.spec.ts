import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { caught } from '../testing/test-error';
import { digestContent, type StarterFile } from './starter-file';
import { makeRecord, parseRecord, renderRecord } from './starter-record';

const file = (bytes: string | Buffer, isExecutable = false): StarterFile => ({
  bytes: Buffer.from(bytes as string),
  isExecutable,
});
const files = new Map([
  ['Dockerfile', file('FROM scratch\nRUN echo "\\n\t\u001b"\n')],
  ['bin/run', file('#!/bin/sh', true)],
  ['empty', file('')],
  ['windows', file('a\r\nb\r\n')],
  ['short', file(`${'x'.repeat(60)}\n`)],
  ['edge', file(`${'x'.repeat(59)}\n`)],
  ['logo', file(Buffer.from([0, 255, 0]))],
  ['locks/17.3-LTS.txt', file('# a lock\n')],
]);
const record = makeRecord('python', '0.1.0', files);
const text = renderRecord('team', record);
/** What Prettier makes of it; its own process, since it is no CommonJS. */
function format(json: string, ...words: string[]): string {
  const prettier = createRequire(__filename).resolve(
    'prettier/bin/prettier.cjs',
  );
  const args = [prettier, '--no-config', '--stdin-filepath=a.json', ...words];
  return execFileSync(process.execPath, args, { input: json }).toString();
}

const name = '.brickyard/starters/team.json';

describe('a record', () => {
  it('is read as it was written', () => {
    expect(parseRecord(text, name)).toEqual({
      ...record,
      files: new Map([...record.files]),
    });
    expect(renderRecord('team', parseRecord(text, name))).toBe(text);
  });

  it('has no text of a lock, and of what is none', () => {
    const without = [...record.files].filter(
      ([, each]) => !('text' in each && each.text !== undefined),
    );
    expect(without.map(([path, { digest }]) => [path, digest])).toEqual([
      ['logo', digestContent(Buffer.from([0, 255, 0]))],
      ['locks/17.3-LTS.txt', digestContent('# a lock\n')],
    ]);
  });

  it('is as Prettier would write it, so that no formatter touches it', () => {
    expect(format(text)).toBe(text);
  });

  it('means the same after a formatter, and with other line ends', () => {
    const wide = format(text, '--print-width=400');
    for (const other of [wide, text.replaceAll('\n', '\r\n')])
      expect(parseRecord(other, name)).toEqual(parseRecord(text, name));
  });

  it.each([
    ['{', /team\.json:1: is not JSON/],
    ['[]', /team\.json: format: /],
    ['{ "format": 1 }', /team\.json: starter: /],
    [
      text.replace('"bin/run": [', '"../run": ['),
      /texts\.\.\.\/run: is no path/,
    ],
    [text.replace('"logo"', '"/logo"'), /digests\.\/logo: is no path/],
    [text.replace('sha256:', 'md5:'), /digests\.\S+: is not sha256/],
    [
      text.replace('"format": 1', '"format": 2'),
      /by a newer Brickyard, for starters of 0\.1\.0$/,
    ],
    [
      `<<<<<<< a\n=======\n>>>>>>> b\n`,
      /team\.json:1: has a conflict of a merge/,
    ],
  ])('is refused: %#', (bad, message) => {
    expect(caught(() => parseRecord(bad, name))).toMatchObject({
      code: 'STARTER_RECORD_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });
});
