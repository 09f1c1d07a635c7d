import { parseRequirements } from '../../requirements/parse-requirements';
import { halfOf, testFlavourFacts, testSubject } from '../testing/test-subject';
import { py01 } from './py-01/py-01';
import { py13 } from './py-13/py-13';
import { py17 } from './py-17';
import { r02 } from './r-02';
import { r05 } from './r-05/r-05';
import { r07 } from './r-07/r-07';

const py01Dockerfile = halfOf(py01, 'flavour');
const py13Dockerfile = halfOf(py13, 'flavour');
const r05Dockerfile = halfOf(r05, 'flavour');
const r07Dockerfile = halfOf(r07, 'flavour');

const file = 'packages/a/Dockerfile';
const from = (text: string, more = {}) =>
  testSubject({ flavour: testFlavourFacts(`FROM a\n${text}`, more) });
const asking = (text: string, isLocked = false) => {
  const requirements = parseRequirements(text, 'packages/a/requirements.txt');
  return from('', { requirements, isLocked });
};
const hash = `--hash=sha256:${'0'.repeat(64)}`;

describe('R-02', () => {
  it('finds a pin that leaves r-base-core to apt', () => {
    const subject = from(`ARG r_version="4.4.2-1.2404.0"
RUN apt-get update \\
  && apt-get install --yes libssl-dev \\
    r-base=\${r_version} \\
    r-base-dev=\${r_version}`);
    expect(r02.check(subject)).toMatchObject([
      {
        expected: 'r-base-core=4.4.2-1.2404.0',
        found: 'r-base=4.4.2-1.2404.0',
        place: { file, line: 5 },
      },
    ]);
  });

  it('only warns of an R without any version', () => {
    expect(
      r02.check(from('RUN apt-get install -y r-base r-base-dev')),
    ).toMatchObject([
      { severity: 'warning', found: 'r-base', place: { file, line: 2 } },
    ]);
  });

  it.each([
    'RUN apt-get install -y r-base=1 r-base-core=1 r-recommended=1',
    'RUN apt-get install -y r-base-core=1\nRUN apt-get install -y r-base=1',
    'RUN /toolbox/install-r',
    'RUN /toolbox/apt-install r-base-dev=1',
    'RUN echo apt-get install r-base=1',
  ])('takes %s', (text) => {
    expect(r02.check(from(text))).toEqual([]);
  });
});

describe('R-05 of a Dockerfile', () => {
  const posit = 'https://packagemanager.posit.co/cran';
  const install = (url: string) =>
    `RUN R -e "options(repos = list(CRAN = '${url}')); install.packages('x')"`;

  it.each([
    [install(`${posit}/latest`), /changes every day/],
    [install(`${posit}/__linux__/noble/latest`), /every day/],
    [`ARG CRAN=${posit}/latest\nRUN Rscript x.R`, /every day/],
    [install('https://cloud.r-project.org'), /has no date/],
    ["RUN R -e \"install.packages('x', repos='http://rforge.net/')\"", /date/],
    [install('https://p3m.dev/cran/__linux__/jammy/2025-03-20'), /for jammy/],
  ])('finds %s', (text, message) => {
    const found = r05Dockerfile.check(from(text));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.expected).toBe(`${posit}/__linux__/noble/2025-03-20`);
    expect(found[0]?.place).toEqual({ file, line: 2 });
  });

  it('finds the day in ARGs, and names an address once', () => {
    const text = `ARG base=${posit}\nARG day=latest\n${install('${base}/$day')}`;
    expect(
      r05Dockerfile.check(from(`${text}\n${install('${base}/$day')}`)),
    ).toMatchObject([{ found: `${posit}/latest`, place: { line: 4 } }]);
    const buildArgs = { day: '2025-03-20' };
    expect(r05Dockerfile.check(from(text, { buildArgs }))).toEqual([]);
  });

  it.each([
    install(`${posit}/2025-03-20`),
    install(`${posit}/__linux__/noble/2025-03-20`),
    'RUN R -e "install.packages(\'https://cran.r-project.org/src/contrib/Archive/x/x_1.0.tar.gz\', repos=NULL)"',
    'RUN add-apt-repository "deb https://cloud.r-project.org/bin/linux/ubuntu noble-cran40/"',
    `# ${posit}/latest`,
    'RUN curl https://example.com/x',
  ])('takes %s', (text) => {
    expect(r05Dockerfile.check(from(text))).toEqual([]);
  });
});

describe.each([
  ['R-07', r07Dockerfile],
  ['PY-01', py01Dockerfile],
] as const)('%s of a Dockerfile', (id, rule) => {
  const folder = '/databricks/python3';

  it.each([
    `RUN virtualenv -p python3.10 --system-site-packages ${folder}`,
    `RUN virtualenv --python=python3.10 ${folder}`,
    `RUN virtualenv -p /usr/bin/python3.10 ${folder} --no-download`,
    `RUN python3.10 -m venv ${folder}`,
    `ARG v=3.10\nRUN virtualenv --python python\${v} ${folder}`,
  ])('finds %s', (text) => {
    expect(rule.id).toBe(id);
    expect(rule.check(from(text))).toMatchObject([
      {
        message: `${folder} is made with Python 3.10, and 17.3-LTS has 3.12`,
        place: { file },
      },
    ]);
  });

  it.each([
    `RUN virtualenv -p python3.12 ${folder}`,
    `RUN virtualenv -p python3 ${folder}`,
    `RUN virtualenv ${folder}`,
    'RUN virtualenv -p python3.10 /opt/tools',
    `ARG v\nRUN virtualenv -p python$v ${folder}`,
  ])('takes %s', (text) => {
    expect(rule.check(from(text))).toEqual([]);
  });
});

describe('PY-13 of a Dockerfile', () => {
  it.each([
    ['RUN pip install pandas', 'pip'],
    [
      'RUN apt-get update && \\\n  /usr/bin/pip3 install -r x.txt',
      '/usr/bin/pip3',
    ],
    ['RUN python3 -m pip install pandas', 'python3'],
    ['RUN uv pip install --system pandas', 'uv'],
    ['ENV PATH=/opt/bin:$PATH\nRUN pip install pandas', 'pip'],
  ])('finds %j', (text, program) => {
    const line = text.split('\n').length + 1;
    expect(py13Dockerfile.check(from(text))).toMatchObject([
      {
        message: `${program} installs for the system's Python, which notebooks do not run on`,
        place: { file, line },
      },
    ]);
  });

  it.each([
    'RUN /databricks/python3/bin/pip install pandas',
    'RUN /databricks/python3/bin/python3 -m pip install pandas',
    'RUN "$PYSPARK_PYTHON" -m pip install pandas',
    'RUN pip install virtualenv==20.29.3',
    'RUN uv pip install --python /databricks/python3/bin/python3 pandas',
    'RUN . /databricks/python3/bin/activate && pip install pandas',
    'ENV PATH=/databricks/python3/bin:$PATH\nRUN pip install pandas',
    'RUN pip install --target /x pandas',
    'RUN pip download pandas',
    'RUN pip install pandas\nFROM b',
  ])('takes %j', (text) => {
    expect(py13Dockerfile.check(from(text))).toEqual([]);
  });
});

describe('PY-17', () => {
  it('names each requirement without a version', () => {
    expect(
      py17.check(asking('pandas\nnumpy==2.1.*\nsix==1.16.0')),
    ).toMatchObject([
      { found: 'pandas', place: { line: 1 } },
      { found: 'numpy==2.1.*', place: { line: 2 } },
    ]);
  });

  it('asks once for hashes when all have versions', () => {
    const text = `pandas==2.2.3 ${hash}\nsix==1.16.0\nnumpy==2.1.3`;
    expect(py17.check(asking(text))).toMatchObject([
      { found: 'none', place: { line: 2 } },
    ]);
  });

  it('reads what the Dockerfile installs', () => {
    const text =
      'RUN /databricks/python3/bin/pip install pandas==2 "numpy>=1" ./x.whl x[y] -r r.txt /tmp/z.whl';
    expect(py17.check(from(text))).toMatchObject([
      { found: 'numpy>=1', expected: 'numpy==<version>' },
      { found: 'x[y]', expected: 'x[y]==<version>', place: { line: 2 } },
    ]);
  });

  it.each([
    [`pandas==2.2.3 ${hash}`, false],
    ['pandas', true],
    ['-r other.txt', false],
  ])('takes %j, locked: %s', (text, isLocked) => {
    expect(py17.check(asking(text, isLocked))).toEqual([]);
  });
});
