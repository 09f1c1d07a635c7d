import { redact } from '../redact/redact';
import { caught } from '../testing/test-error';
import {
  parseDefinitionArtifact,
  renderDefinitionArtifact,
} from './definition-artifact';
import { renderDefinition } from './render-definition';
import { testCluster } from './testing/test-cluster';

const definition = {
  flavour: 'popeye',
  runtime: '17.3-LTS',
  image: 'registry.example/team/popeye@sha256:00',
  files: [{ name: 'cluster.json', text: '{ "a": "é" }\n' }],
};
const text = renderDefinitionArtifact(definition);

describe('a definition as an artifact', () => {
  it('reads as what was written, byte for byte', () => {
    expect(parseDefinitionArtifact(text, 'x')).toMatchObject(definition);
    expect(renderDefinitionArtifact(definition)).toBe(text);
  });

  it('holds nothing secret', () => {
    const files = renderDefinition(testCluster());
    expect(files.length).toBeGreaterThan(3);
    // A reference to a secret is none.
    const lines = files
      .flatMap((file) => file.text.split('\n'))
      .filter((line) => !/\{\{secrets\/|secret_|_secret/.test(line));
    expect(lines.map((line) => redact(line))).toEqual(lines);
  });

  it.each<[string, object, RegExp]>([
    [
      'a newer schema',
      { schema: 2 },
      /^x: is of schema 2, and this version of brickyard reads 1$/,
    ],
    ['no schema', { schema: undefined }, /^x: schema: /],
    [
      'a name that leaves the folder',
      { files: [{ name: '../x.json', text: '' }] },
      /^x: files\.0\.name: is not the name of a file$/,
    ],
    ['a name without an end', { files: [{ name: 'x', text: '' }] }, /files/],
    ['no files', { files: undefined }, /^x: files: is missing$/],
  ])('refuses %s', (_what, change, message) => {
    const content = { schema: 1, ...definition, ...change };
    const parse = () => parseDefinitionArtifact(JSON.stringify(content), 'x');
    expect(caught(parse)).toMatchObject({
      code: 'DEFINITION_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });
});
