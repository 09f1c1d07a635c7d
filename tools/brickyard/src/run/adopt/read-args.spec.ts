import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { readArgs } from './read-args';

const read = (text: string, ...lines: string[]) =>
  readArgs(
    parseDockerfile(text, 'Dockerfile'),
    lines.map((name) => findRuntime(builtInRuntimes, name)),
  );

describe('readArgs', () => {
  it('finds what a build would set otherwise than the file does', () => {
    const text = `ARG BASE_IMAGE=databricksruntime/python:16.4-LTS
FROM \${BASE_IMAGE}
ARG PYTHON_VERSION="3.11" JDK_VERSION=17
ARG OWN=1
`;
    expect(read(text, '16.4-LTS').changed).toEqual([
      { name: 'BASE_IMAGE', value: 'databricksruntime/python:16.4-LTS' },
      { name: 'PYTHON_VERSION', value: '3.11' },
    ]);
  });

  it('leaves alone what is the same on each line', () => {
    const text =
      'ARG DATABRICKS_RUNTIME=16.4-LTS\nFROM x:${DATABRICKS_RUNTIME}\n';
    expect(read(text, '16.4-LTS').changed).toEqual([]);
    expect(read(text, '17.3-LTS', '16.4-LTS').changed).toHaveLength(1);
  });

  it('finds ARGs that nobody gives a value', () => {
    const text = `ARG TAG=1
FROM x:$TAG
ARG TAG
ARG VERSION
ARG TARGETARCH http_proxy PIP_INDEX_URL PYTHON_VERSION
`;
    expect(read(text, '17.3-LTS')).toEqual({
      changed: [],
      open: [{ name: 'VERSION', line: 4 }],
    });
  });
});
