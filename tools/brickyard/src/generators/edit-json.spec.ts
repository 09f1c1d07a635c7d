import { parseCommentedJson } from '../parse-json';
import { editJson } from './edit-json';

const nxJson = `{
  "defaultBase": "main",
  "inputs": { "default": ["{projectRoot}/**/*"] },
  "plugins": [
    { "plugin": "brickyard", "options": { "registry": "docker.io" } }
  ]
}
`;
const value = JSON.parse(nxJson) as Record<string, unknown>;

describe('editJson', () => {
  it('leaves a text alone whose value is the same', () => {
    expect(editJson(nxJson, { ...value })).toBe(nxJson);
  });

  it('adds a key to an object on one line', () => {
    const options = { registry: 'docker.io', runtimes: 'runtimes' };
    const plugins = [{ plugin: 'brickyard', options }];
    expect(editJson(nxJson, { ...value, plugins })).toBe(
      nxJson.replace(
        '"registry": "docker.io"',
        '"registry": "docker.io", "runtimes": "runtimes"',
      ),
    );
  });

  it('adds a key to an object over lines', () => {
    const sync = { globalGenerators: ['brickyard:sync'] };
    expect(editJson(nxJson, { ...value, sync })).toBe(
      nxJson.replace(
        '\n  ]\n}',
        '\n  ],\n  "sync": { "globalGenerators": ["brickyard:sync"] }\n}',
      ),
    );
  });

  it("adds an element, in the array's own layout", () => {
    const plugins = [...(value['plugins'] as object[]), { plugin: 'other' }];
    expect(editJson(nxJson, { ...value, plugins })).toBe(
      nxJson.replace('\n  ]', ',\n    { "plugin": "other" }\n  ]'),
    );
  });

  it('puts a key where it stands in the value', () => {
    const text = '{\n\t"a": 1,\n\t"c": 3\n}';
    expect(editJson(text, { a: 1, b: 2, c: 3 })).toBe(
      '{\n\t"a": 1,\n\t"b": 2,\n\t"c": 3\n}',
    );
  });

  it.each<[string, unknown]>([
    ['{}', { a: [1, { b: 'x' }] }],
    ['{"a":[]}', { a: ['x'] }],
    ['{"a": 1, "b": 2}', { b: 2 }],
    ['[1, 2]', [1]],
    ['{"a": "x"}', { a: { b: 1 } }],
    ['{"a": "\\"}\\u00e9 [ "}', { a: '"}é [ ', b: ' ] \n [ ' }],
    ['{"a": -1.5e3, "b": null, "c": true}', { a: 1, b: null, c: false }],
  ])('makes of %s the value %j', (text, next) => {
    expect(JSON.parse(editJson(text, next))).toEqual(next);
  });

  it('keeps comments beside what it changes', () => {
    const text = `// of the team
{
  "a": 1, // one
  /* the list */
  "b": [
    1, // first
    2 // last
  ],
  "c": { "d": 1 }, // end
}
`;
    const next = { a: 1, b: [1, 2, 3], c: { d: 2 }, e: true };
    const edited = editJson(text, next);
    expect(parseCommentedJson(edited, 'a.json')).toEqual(next);
    for (const comment of text.match(/\/\/.*|\/\*.*\*\//g) ?? [])
      expect(edited).toContain(comment);
  });
});
