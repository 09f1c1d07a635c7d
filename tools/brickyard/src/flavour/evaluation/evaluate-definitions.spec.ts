import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { TestFolder } from '../../testing/test-folder';
import { evaluateDefinitions } from './evaluate-definitions';
import type { Evaluation } from './evaluation';
import { EvaluationCache } from './evaluation-cache';

const sound = `export default { runtimes: ['17.3-LTS'] };\n`;
const value = { runtimes: ['17.3-LTS'] };
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

/** A cache of its own: what other specs evaluated must not hide a fault. */
const openCache = () => new EvaluationCache(folder.path('cache'));

function evaluate(...texts: string[]): Evaluation[] {
  const sources = texts.map((text, index) => {
    folder.write(`${index}/image.ts`, text);
    return { file: folder.path(`${index}/image.ts`), text };
  });
  // Short, so that a file without an end does not hold up the specs.
  return evaluateDefinitions(sources, { cache: openCache(), limit: 3000 });
}

const valuesOf = (evaluations: readonly Evaluation[]) =>
  evaluations.map((each) =>
    'fault' in each
      ? each.fault.message
      : (JSON.parse(each.json ?? 'null') as unknown),
  );
const said = (text: string) => expect.stringContaining(text) as string;

describe('evaluateDefinitions', () => {
  type Row = [what: string, text: string, expected: unknown];
  it.each<Row>([
    ['process.exit(0)', `process.exit(0);\n${sound}`, said('process.exit(0)')],
    [
      'process.exit in a try',
      `try { process.exit(); } catch {}\n${sound}`,
      said('process.exit()'),
    ],
    ['process.abort()', `process.abort();\n${sound}`, said('process.abort()')],
    [
      'a signal to itself',
      `process.kill(process.pid, 'SIGKILL');\n${sound}`,
      said('with SIGKILL'),
    ],
    ['an endless loop', `for (;;);\n${sound}`, said('within 3 seconds')],
    [
      'a wait that nothing ends',
      `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n${sound}`,
      said('within 3 seconds'),
    ],
    ['throw null', `throw null;\n${sound}`, 'null'],
    [
      'an error that cannot be told',
      `throw { get message() { throw 1; } };`,
      'something that has no text',
    ],
    [
      'an error without a text',
      `throw new Error('');`,
      'an error without a message',
    ],
    [
      'a rejected promise',
      `Promise.reject(new Error('no way'));\n${sound}`,
      'no way',
    ],
    [
      'a default export that is rejected',
      `export default Promise.reject(new Error('x'));`,
      said('is a Promise'),
    ],
    ['an await at the top', `await 1;\n${sound}`, said('await')],
    [
      'an error in a later turn',
      `setImmediate(() => { throw new Error('late'); });\n${sound}`,
      'late',
    ],
    ['a timer', `setInterval(() => undefined, 10);\n${sound}`, value],
    [
      'a server',
      `import { createServer } from 'node:net';\ncreateServer().listen(0);\n${sound}`,
      value,
    ],
    ['console.log', `console.log('{'.repeat(5e6));\n${sound}`, value],
    [
      'a getter that throws',
      `export default { get runtimes() { throw new Error('no'); } };`,
      said('runtimes: cannot be read: no'),
    ],
    [
      'a function',
      `export default { args: { A: () => 1 } };`,
      said('args.A: is a function'),
    ],
    [
      'a value in itself',
      `const a = { b: {} };\na.b = a;\nexport default a;`,
      said('b: contains itself'),
    ],
    ['a Date', `export default { args: new Date(0) };`, said('is a Date')],
    ['a number of no size', `export default [NaN];`, said('0: is NaN')],
    ['a Map', `export default new Map();`, said('it is a Map')],
    [
      'a value without an end',
      `export default { args: 'x'.repeat(2e6) };`,
      said('larger than 1 MB'),
    ],
    [
      'a value that is too deep',
      `let a = [];\nfor (let i = 0; i < 1e6; i++) a = [a];\nexport default a;`,
      said('call stack'),
    ],
    [
      'what is left out',
      `export default { a: undefined, b: null, c: [true, 1.5, '"'] };`,
      { b: null, c: [true, 1.5, '"'] },
    ],
    ['no default export', `export const a = 1;`, null],
    [
      'toJSON of a prototype',
      `Object.prototype.toJSON = () => 'x';\n${sound}`,
      value,
    ],
  ])('keeps %s to the file', (_what, text, expected) => {
    const found = valuesOf(evaluate(sound, text, sound));
    expect(found).toEqual([value, expected, value]);
  });

  it.each([
    ['a prototype', `Object.prototype.polluted = 'yes';\n`],
    ['a method', `Array.prototype.map = () => ['yes'];\n`],
    ['a global', `globalThis.polluted = 'yes';\n`],
    ['the environment', `process.env.POLLUTED = 'yes';\n`],
    ['the folder', `process.chdir('/');\n`],
    ['a module of Node', `require('fs').polluted = 'yes';\n`],
  ])('hides from the next file that one has changed %s', (_what, change) => {
    const look = `export default {
      a: ({}).polluted ?? null,
      b: [1].map(() => 'no'),
      c: globalThis.polluted ?? null,
      d: process.env.POLLUTED ?? null,
      e: process.cwd() === '/',
      f: require('fs').polluted ?? null,
    };`;
    const [, clean] = valuesOf(evaluate(change + sound, look));
    expect(clean).toEqual({
      ...{ a: null, b: ['no'], c: null, d: null, e: false, f: null },
    });
  });

  it('takes one process for all, and another one only after such a change', () => {
    const pid = 'export default process.pid;';
    const imports = `import path from 'node:path';\n${pid}`;
    const [a, b, c] = valuesOf(evaluate(pid, imports, `// 3\n${pid}`));
    expect([b, c]).toEqual([a, a]);
    const changed = `globalThis.x = 1;\n${pid}`;
    const [d, e] = valuesOf(evaluate(changed, `// 4\n${pid}`));
    expect(e).not.toBe(d);
  });

  it('hides what one file left in a module that others import', () => {
    folder.write('shared.ts', 'export const seen: string[] = [];\n');
    const text = `import { seen } from '../shared';\nseen.push('x');\nexport default seen;`;
    expect(valuesOf(evaluate(text, text))).toEqual([['x'], ['x']]);
  });

  it('gives the lines of TypeScript, and of what is imported', () => {
    folder.write(
      'bad.ts',
      'interface A { a: 1 }\n\nthrow new Error("deep");\n',
    );
    folder.write('gone.ts', `import './nowhere';\n`);
    const found = evaluate(
      `interface A { a: 1 }\n\n\nthrow new Error('a');`,
      `\n\nimport x from './gone';\nexport default x;`,
      `// a\nimport '../bad';`,
      `import '../gone';`,
      `\nprocess.exit(1);`,
      `\n\nexport default {,};`,
    );
    expect(found.map((each) => 'fault' in each && each.fault)).toEqual([
      { message: 'a', line: 4 },
      { message: "Cannot find module './gone'", line: 3 },
      { message: 'deep (../bad.ts:3)' },
      { message: "Cannot find module './nowhere' (../gone.ts)" },
      { message: said('process.exit(1)'), line: 2 },
      { message: said('Unexpected token'), line: 3 },
    ]);
  });

  it('ends all the same when an import ends the process', () => {
    folder.write('exit.ts', 'process.exit(0);\n');
    const [fault, other] = valuesOf(evaluate(`import '../exit';`, sound));
    expect(fault).toBe(
      'calls process.exit(0), which would end every command (../exit.ts:1)',
    );
    expect(other).toEqual(value);
  });
});

describe('the cache of definitions', () => {
  const random = 'export default { a: Math.random() };';
  const twice = (text: string, between?: () => void) => {
    const [first] = valuesOf(evaluate(text));
    between?.();
    const [second] = valuesOf(evaluate(text));
    return JSON.stringify(first) === JSON.stringify(second);
  };

  it('keeps a value by the content of its file', () => {
    expect(twice(random)).toBe(true);
    const [other] = valuesOf(evaluate(`${random}\n`));
    expect(other).not.toEqual(valuesOf(evaluate(random))[0]);
  });

  it('keeps it as long as what it imports is the same', () => {
    folder.write('shared.ts', 'export const b = 1;');
    const text = `import { b } from '../shared';\nexport default { a: Math.random(), b };`;
    expect(twice(text)).toBe(true);
    expect(
      twice(text, () => folder.write('shared.ts', 'export const b = 2;')),
    ).toBe(false);
  });

  it('does not take a file of one folder for that of another', () => {
    folder.write('0/own.ts', `export const own = 'zero';`);
    folder.write('1/own.ts', `export const own = 'one';`);
    const text = `import { own } from './own';\nexport default own;`;
    expect(valuesOf(evaluate(text, text))).toEqual(['zero', 'one']);
    expect(valuesOf(evaluate(text, text))).toEqual(['zero', 'one']);
  });

  it.each([
    ['a variable', 'String(process.env.HOME)'],
    ['a file', `require('fs').readFileSync(__filename, 'utf8')`],
    ['the folder', 'process.cwd()'],
  ])('keeps nothing that depends on %s', (_what, expression) => {
    const text = `export default { a: ${expression}, b: Math.random() };`;
    expect(twice(text)).toBe(false);
  });

  it('keeps no fault', () => {
    const text = `throw new Error(String(Math.random()));`;
    expect(twice(text)).toBe(false);
  });

  it.each([
    ['damaged', () => '{"na'],
    ['empty', () => ''],
    ['somebody else’s', () => '{"name":"x","json":"1","imports":{}}'],
    ['of another form', () => 'null'],
    [
      'without JSON',
      (text: string) => text.replace(/"json":"[^}]*}"/, '"json":"{"'),
    ],
  ])('ignores an entry that is %s', (_what, damage) => {
    evaluate(sound);
    const files = readdirSync(folder.path('cache'));
    expect(files).toHaveLength(1);
    const entry = join(folder.path('cache'), files[0] ?? '');
    writeFileSync(entry, damage(readFileSync(entry, 'utf8')));
    expect(valuesOf(evaluate(sound))).toEqual([value]);
    expect(readFileSync(entry, 'utf8')).toContain('17.3-LTS');
  });
});
