import { parseStructureFile } from '../../../brickyard/src/image-tests/parse-structure-file';
import { structureTable } from '../../../brickyard-e2e/src/config-files/structure-cases';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt } from '../judge';
import type { Target } from '../target';

export const structure: Target = {
  name: 'structure',
  listSeeds: () => [
    ...readFiles('packages', /\.ya?ml$/),
    ...readSpecTexts('image-tests'),
    ...structureTable,
  ],
  tokens: [
    ...['schemaVersion: 2.0.0\n', 'commandTests:\n', 'fileContentTests:\n'],
    ...['fileExistenceTests:\n', 'metadataTest:\n', '  - name: a\n', '  '],
    ...['    command: a\n', '    path: /a\n', '    expectedOutput: ["a"]\n'],
    ...['    excludedContents: [".*(a+)+$"]\n', '&a ', '*a', '<<: *a\n', '- '],
    ...[': ', '? ', '|\n', '>-\n', '{', '}', '[', ']', ', ', '"', "'", '#'],
    ...[
      '!!str ',
      '!!binary ',
      '!a ',
      '%YAML 1.1\n',
      '---\n',
      '...\n',
      '~',
      '\n',
    ],
    ...['yes', '0x1F', '1e3', '.inf', '\\x41', '(?i)', '[[:digit:]]', '\\pL'],
    ...['a{1000}', '(', ')', '*', '\\', '@', '`'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text !== undefined) attempt(text, () => parseStructureFile(text, 'f'));
  },
};
