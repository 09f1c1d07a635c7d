import { insertEntry } from './insert-entry';
import type { ListText } from './list-text';
import { readAptList } from './read-apt-list';
import { readPythonList } from './read-python-list';
import { readRList } from './read-r-list';
import { removeEntry } from './remove-entry';
import { replaceEntry } from './replace-entry';

const readApt = (text: string) => readAptList(text, [{}]);

const add = (list: ListText, name: string) =>
  insertEntry(list, { name, text: name });

function remove(list: ListText, name: string): string {
  const entry = list.entries.find(({ names }) => names.includes(name));
  if (entry === undefined) throw new Error(`${name} is not in the list`);
  return removeEntry(list, entry);
}

describe('insertEntry', () => {
  it.each([
    ['an empty list', '', 'b\n'],
    ['a list of comments', '# ours\n', '# ours\n\nb\n'],
    ['a sorted list', 'a\nc\n', 'a\nb\nc\n'],
    ['a sorted list, first', 'c\nd\n', 'b\nc\nd\n'],
    ['a sorted list, last', 'A\na\n', 'A\na\nb\n'],
    ['a list that is not sorted', 'c\na\n', 'c\na\nb\n'],
    ['a list without a last end of line', 'a', 'a\nb'],
    ['lines of Windows', 'a\r\nc\r\n', 'a\r\nb\r\nc\r\n'],
    ['comments between names', 'a  # 1\n# 2\nc\n', 'a  # 1\nb\n# 2\nc\n'],
    ['a comment above all', '# ours\nc\n', '# ours\nb\nc\n'],
    ['blocks with headings', '# 1\na\n\n# 2\nc\n', '# 1\na\n\n# 2\nc\n\nb\n'],
    ['a block without one', '# 1\na\n\nc\n', '# 1\na\n\nb\nc\n'],
    ['options', '-r base.txt\n\na\n', '-r base.txt\n\na\nb\n'],
    [
      'versions and markers',
      'a>=1 ; os_name=="x"\nc',
      'a>=1 ; os_name=="x"\nb\nc',
    ],
    ['a line that goes on', 'a \\\n  >=1\nc\n', 'a \\\n  >=1\nb\nc\n'],
  ])('puts a Python package into %s', (_, text, expected) => {
    expect(add(readPythonList(text), 'b')).toBe(expected);
  });

  it.each([
    ['an empty list', '', 'b2\n'],
    [
      'a script without a call',
      '#!/bin/sh\n',
      '#!/bin/sh\n\ninstall-r-packages b2\n',
    ],
    ['a call', 'install-r-packages c2 a2\n', 'install-r-packages c2 a2 b2\n'],
    [
      'a sorted call',
      'install-r-packages a2 c2\n',
      'install-r-packages a2 b2 c2\n',
    ],
    [
      'a call with a comment',
      'install-r-packages a2 # x\n',
      'install-r-packages a2 # x\ninstall-r-packages b2\n',
    ],
    [
      'a call of one package',
      'install-r-packages c2\n',
      'install-r-packages b2 c2\n',
    ],
    [
      'a call for each',
      'install-r-packages a2\ninstall-r-packages c2\n',
      'install-r-packages a2\ninstall-r-packages b2\ninstall-r-packages c2\n',
    ],
    [
      'a call that goes on',
      'install-r-packages \\\n  a2 \\\n  c2\n',
      'install-r-packages \\\n  a2 \\\n  b2 \\\n  c2\n',
    ],
    [
      'the end of one that goes on',
      'install-r-packages \\\n  c2 \\\n  a2\n',
      'install-r-packages \\\n  c2 \\\n  a2 \\\n  b2\n',
    ],
    ['names alone', 'c2\na2\n', 'c2\na2\nb2\n'],
    ['names on one line', 'c2 a2\n', 'c2 a2 b2\n'],
    [
      'calls with headings',
      '#!/bin/sh\n# x\n\n# 1\ninstall-r-packages a2\n\n# 2\ninstall-r-packages c2\n',
      '#!/bin/sh\n# x\n\n# 1\ninstall-r-packages a2\n\n# 2\ninstall-r-packages c2\n\ninstall-r-packages b2\n',
    ],
  ])('puts an R package into %s', (_, text, expected) => {
    expect(add(readRList(text), 'b2')).toBe(expected);
  });

  it('begins another line where one would be too long', () => {
    const call = `install-r-packages ${Array.from({ length: 9 }, (_, at) => `package0${at}`).join(' ')}`;
    const text = `${call.slice(0, 80)}\n`;
    expect(add(readRList(text), 'zoo.of.long')).toBe(
      `${text}install-r-packages zoo.of.long\n`,
    );
  });

  it.each([
    [
      'another with a comment',
      'a1   # 1\nc1   # 2\n',
      'a1   # 1\nb1\nc1   # 2\n',
    ],
    ['one block of two', 'a1\n\n# x\nc1\n', 'a1\nb1\n\n# x\nc1\n'],
    ['an archive’s', '--source r\nr-base\n', '--source r\nb1\nr-base\n'],
  ])('puts an apt package beside %s', (_, text, expected) => {
    expect(add(readApt(text), 'b1')).toBe(expected);
  });
});

describe('removeEntry', () => {
  it.each([
    ['a line with its comment', 'a\nb  # for x\nc\n', 'a\nc\n'],
    ['the last line', 'a\n\nb\n', 'a\n'],
    ['one with an end of Windows', 'a\r\nb\r\nc\r\n', 'a\r\nc\r\n'],
    ['one line of several', 'a\nb \\\n  >=1\nc\n', 'a\nc\n'],
    ['a block, but no heading', '# 1\nb\n\n# 2\nc\n', '# 1\n\n# 2\nc\n'],
    ['a block without a heading', 'a\n\nb\n\nc\n', 'a\n\nc\n'],
    ['the last one without an end', 'a\nb', 'a\n'],
  ])('takes out %s of Python’s', (_, text, expected) => {
    expect(remove(readPythonList(text), 'b')).toBe(expected);
  });

  it.each([
    ['a word', 'install-r-packages a2 b2 c2\n', 'install-r-packages a2 c2\n'],
    ['the first name', 'b2 c2\n', 'c2\n'],
    ['the last word before a comment', 'a2 b2  # x\n', 'a2  # x\n'],
    ['a whole call', 'a2\n\ninstall-r-packages b2  # x\n', 'a2\n'],
    [
      'a line of a call',
      'install-r-packages \\\n  a2 \\\n  b2 \\\n  c2\n',
      'install-r-packages \\\n  a2 \\\n  c2\n',
    ],
    [
      'the last line of a call',
      'install-r-packages \\\n  a2 \\\n  b2\n',
      'install-r-packages \\\n  a2\n',
    ],
    ['a call on two lines', 'install-r-packages \\\n  b2\n', ''],
    [
      'a word beside the call',
      'install-r-packages b2 \\\n  a2\n',
      'install-r-packages \\\n  a2\n',
    ],
  ])('takes out %s of R’s', (_, text, expected) => {
    expect(remove(readRList(text), 'b2')).toBe(expected);
  });

  it('finds a name that has a variable in it', () => {
    const text = 'a1\nlibb${VERSION}\n';
    const list = readAptList(text, [{ VERSION: '1' }, { VERSION: '2' }]);
    expect(list.entries[1]?.names).toEqual(['libb1', 'libb2']);
    expect(remove(list, 'libb2')).toBe('a1\n');
  });
});

describe('replaceEntry', () => {
  it('leaves the comment and the end of the line', () => {
    const list = readPythonList('a\r\nB_b>=1  # for x\r\n');
    const [, entry] = list.entries;
    expect(entry).toMatchObject({ names: ['b-b'], text: 'B_b>=1', line: 2 });
    expect(entry && replaceEntry(list, entry, 'b-b~=2')).toBe(
      'a\r\nb-b~=2  # for x\r\n',
    );
  });

  it('takes all lines of what goes on', () => {
    const list = readPythonList('b \\\n  >=1  # x\nc\n');
    const [entry] = list.entries;
    expect(entry && replaceEntry(list, entry, 'b')).toBe('b  # x\nc\n');
  });
});
