import { renderImageFile, renderLiteral } from './render-image-file';

describe('renderImageFile', () => {
  it('writes what is given, and nothing else', () => {
    const text = renderImageFile({
      runtimes: ['17.3-LTS'],
      languages: ['python'],
      args: { PYTHON_VERSION: '3.11' },
    });
    expect(text).toBe(`import { defineImage } from 'brickyard';

export default defineImage({
  runtimes: ['17.3-LTS'],
  languages: ['python'],
  args: { PYTHON_VERSION: '3.11' },
});
`);
  });

  it('puts many args on lines of their own', () => {
    const args = {
      A_RATHER_LONG_NAME: 'x'.repeat(30),
      ANOTHER_NAME: 'yyyyyyy',
    };
    expect(renderImageFile({ runtimes: ['17.3-LTS'], args })).toContain(
      `  args: {\n    A_RATHER_LONG_NAME: '${'x'.repeat(30)}',\n    ANOTHER_NAME: 'yyyyyyy',\n  },\n`,
    );
  });
});

describe('renderLiteral', () => {
  it.each(["it's", 'a\\b', 'a\nb', 'a\r\nb', '${x}'])('writes %j', (value) => {
    expect(new Function(`return ${renderLiteral(value)}`)()).toBe(value);
  });
});
