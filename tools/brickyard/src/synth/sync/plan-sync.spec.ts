import { caught } from '../../testing/test-error';
import type { GeneratedFile } from '../model/generated-file';
import { planSync } from './plan-sync';
import { addStamp } from './stamp';

const workflow: GeneratedFile = {
  path: 'ci.yml',
  format: 'yaml',
  inputs: { 'nx.json': 1, packages: 'a' },
  body: 'on: push\njobs: {}\n',
};
const table: GeneratedFile = {
  path: 'README.md',
  format: 'markdown',
  inputs: { packages: 'a' },
  body: '\n| a |\n\n',
};
const gone: GeneratedFile = { ...workflow, body: undefined };

function plan(file: GeneratedFile, text?: string) {
  const { changes, details } = planSync([file], () => text);
  return { details, texts: [...changes.values()] };
}

function fault(file: GeneratedFile, text: string) {
  return caught(() => plan(file, text));
}

const nothing = { details: [], texts: [] };
const written = addStamp(workflow);
const readme = (part: string) => `# Images\n\n${part}\nMore.\n`;

describe('planSync, of a file', () => {
  it('does nothing about what is there, whatever its line ends', () => {
    expect(plan(workflow, written)).toEqual(nothing);
    expect(plan(workflow, written.replaceAll('\n', '\r\n'))).toEqual(nothing);
  });

  it('writes what is missing', () => {
    expect(plan(workflow)).toEqual({
      details: ['ci.yml: is missing'],
      texts: [written],
    });
  });

  it.each([
    [{ ...workflow.inputs, 'nx.json': 2 }, 'nx.json changed'],
    [{ 'nx.json': 2, packages: 'b' }, 'nx.json and packages changed'],
    [{ ...workflow.inputs, more: 1 }, 'more changed'],
    [workflow.inputs, 'Brickyard itself changed'],
  ])('says which input made it stale: %j', (inputs, reason) => {
    const next = { ...workflow, inputs, body: 'on: push\njobs: { a: 1 }\n' };
    expect(plan(next, written)).toEqual({
      details: [
        `ci.yml:5: is stale, ${reason}: "jobs: {}" should be "jobs: { a: 1 }"`,
      ],
      texts: [addStamp(next)],
    });
  });

  it('says nothing of an input that moved without effect', () => {
    const next = { ...workflow, inputs: { packages: 'z' } };
    expect(plan(next, written)).toEqual(nothing);
  });

  it('removes what has nothing to say any more', () => {
    expect(plan(gone, written)).toEqual({
      details: ['ci.yml: is not needed any more'],
      texts: [undefined],
    });
    expect(plan(gone)).toEqual(nothing);
    expect(plan(gone, 'on: release\n')).toEqual(nothing);
  });

  it.each([
    [
      'changed',
      written.replace('push', 'release'),
      4,
      'on: release',
      'on: push',
    ],
    ['added', `${written}# mine\n`, 6, '# mine', ''],
    ['removed', written.replace('jobs: {}\n', ''), 5, '', 'jobs: {}'],
  ])('keeps a line that people %s', (_what, text, line, is, to) => {
    expect(fault(workflow, text)).toMatchObject({
      code: 'GENERATED_EDITED',
      message: `ci.yml:${line}: was edited by hand: "${is}" should be "${to}"`,
      hint: expect.stringContaining('delete the file') as string,
    });
  });

  it('keeps an edit of what would go', () => {
    const text = written.replace('push', 'release');
    expect(fault(gone, text)).toMatchObject({ code: 'GENERATED_EDITED' });
  });

  it('keeps an edit that is stale, too', () => {
    const next = { ...workflow, body: 'on: pull_request\n' };
    const text = `${written}# mine\n`;
    expect(fault(next, text)).toMatchObject({ code: 'GENERATED_EDITED' });
  });

  it('keeps a file of somebody else', () => {
    expect(fault(workflow, 'on: release\n')).toMatchObject({
      message: 'ci.yml:1: exists and was not generated',
    });
  });

  it('writes nothing at all beside an edit, and names every one', () => {
    const texts = new Map([
      ['a.yml', `${written}#\n`],
      ['b.yml', 'x'],
    ]);
    const files = ['a.yml', 'b.yml', 'c.yml'].map((path) => ({
      ...workflow,
      path,
    }));
    const error = caught(() => planSync(files, (path) => texts.get(path)));
    expect((error as Error).message.split('\n')).toEqual([
      expect.stringMatching(/^a\.yml:6: /),
      expect.stringMatching(/^b\.yml:1: /),
      'c.yml: is missing',
    ]);
  });

  it.each(['yaml', 'json5', 'codeowners'] as const)(
    'knows its own %s again',
    (format) => {
      const file = { ...workflow, format };
      expect(plan(file, addStamp(file))).toEqual(nothing);
    },
  );
});

describe('planSync, of a table in a README', () => {
  const marks = '<!-- flavours -->\n<!-- /flavours -->\n';

  it('fills the space between two marks, and no more', () => {
    expect(plan(table, readme(marks))).toEqual({
      details: ['README.md:3: has no table yet'],
      texts: [readme(addStamp(table))],
    });
    expect(plan(table, readme(addStamp(table)))).toEqual(nothing);
  });

  it.each([undefined, '# Images\n', '<!-- flavours -->\nmine\n'])(
    'leaves %j alone',
    (text) => expect(plan(table, text)).toEqual(nothing),
  );

  it('puts a new table in the old one’s place', () => {
    const next = { ...table, inputs: { packages: 'b' }, body: '\n| b |\n\n' };
    expect(plan(next, readme(addStamp(table)))).toEqual({
      details: [
        'README.md:5: is stale, packages changed: "| a |" should be "| b |"',
      ],
      texts: [readme(addStamp(next))],
    });
  });

  it('keeps an edited row', () => {
    const text = readme(addStamp(table)).replace('| a |', '| mine |');
    expect(fault(table, text)).toMatchObject({
      message: 'README.md:5: was edited by hand: "| mine |" should be "| a |"',
    });
  });
});
