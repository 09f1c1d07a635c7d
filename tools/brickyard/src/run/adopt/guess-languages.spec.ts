import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import {
  findNamedLine,
  guessLanguages,
  hasTrace,
  languagesOf,
} from './guess-languages';

const parse = (...lines: string[]) =>
  parseDockerfile(`FROM x\n${lines.join('\n')}\n`, 'Dockerfile');

describe('guessLanguages', () => {
  it.each([
    ['RUN /databricks/python3/bin/pip install pandas', ['python']],
    ['RUN python3 -m pip install .', ['python']],
    ['ENV PYSPARK_PYTHON=/databricks/python3/bin/python3', ['python']],
    ['RUN R -e "install.packages(\'sf\')"', ['r']],
    ['RUN apt-get install -y r-base-dev=4.4.2-1', ['r']],
    ['RUN <<EOF\npip install x\nRscript y.R\nEOF', ['python', 'r']],
    ['RUN apt-get install -y curl', []],
    ['# pip install x', []],
  ])('%j', (line, languages) => {
    expect(guessLanguages(parse(line))).toEqual(languages);
  });
});

describe('hasTrace', () => {
  it.each([
    ['RUN virtualenv /databricks/python3', true],
    ['ENV PYSPARK_PYTHON=/usr/bin/python3', true],
    ['RUN useradd libraries && usermod -L libraries', true],
    ['ENV PATH=$PATH:/databricks/conda/bin', true],
    ['RUN pip install databricks-cli', false],
    ['RUN curl https://example.com/databricks/setup-cli | sh', false],
    ['# for Databricks: /databricks/python3', false],
  ])('%j: %s', (line, expected) => {
    expect(hasTrace(parse(line))).toBe(expected);
  });
});

describe('languagesOf', () => {
  it.each([
    ['minimal', []],
    ['python', ['python']],
    ['standard', ['python']],
    ['gpu-conda', ['python']],
    ['rbase', ['r']],
  ])('%s', (name, languages) => {
    expect(languagesOf(name)).toEqual(languages);
  });
});

describe('findNamedLine', () => {
  it.each([
    ['ENV DATABRICKS_RUNTIME_VERSION=17.3', { major: 17, minor: 3 }],
    ['ENV DATABRICKS_RUNTIME_VERSION 16.4', { major: 16, minor: 4 }],
    ['ARG DATABRICKS_RUNTIME="16.4-LTS"', { major: 16, minor: 4 }],
    ['ENV DATABRICKS_RUNTIME_VERSION=$X', undefined],
    ['RUN echo 17.3', undefined],
  ])('%s', (line, number) => {
    expect(findNamedLine(parse(line))).toEqual(number);
  });
});
