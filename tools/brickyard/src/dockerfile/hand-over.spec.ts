import { handOver } from './hand-over';
import { parseDockerfile } from './parse-dockerfile';
import { rewriteDockerfile } from './rewrite-dockerfile';

describe('handOver', () => {
  it.each([
    ['FROM a AS lock\nRUN b\n', 'FROM a AS lock\nRUN b\n'],
    ['FROM a AS lock\nRUN b', 'FROM a AS lock\nRUN b\n'],
    ['FROM a AS lock\nRUN b \\\n\n', 'FROM a AS lock\nRUN b\n'],
    ['FROM a AS lock\nRUN b \\\n \\', 'FROM a AS lock\nRUN b\n'],
    ['FROM a AS lock\nRUN `b`\n', 'FROM a AS lock\nRUN `b`\n'],
    [
      '# escape=`\nFROM a AS lock\nRUN b `\n',
      '# escape=`\nFROM a AS lock\nRUN b\n',
    ],
  ])('adds a stage to %j', (text, before) => {
    const parsed = parseDockerfile(text, 'Dockerfile');
    const added = handOver(parsed, text, { stage: 'lock', folder: '/locks' });
    const result = rewriteDockerfile(text, [added]);
    const stage = [
      'FROM lock AS brickyard-folder\nWORKDIR /locks\n',
      'FROM scratch AS brickyard-files\n',
      'COPY --from=brickyard-folder /locks /\n',
    ].join('');
    expect(result).toBe(before + stage);
    expect(parseDockerfile(result, 'Dockerfile').stages).toHaveLength(3);
  });
});
