import { testFlavourFacts } from '../testing/test-subject';
import { listPythonInstalls } from './read-python-install';
import { nameOfRequest } from './read-request';

const list = (text: string) =>
  listPythonInstalls(testFlavourFacts(`FROM a\n${text}\n`));
const whose = (text: string) => list(text).map((each) => each.whose);

describe('what installs', () => {
  it.each([
    ['pip install a "b>=1"', 'pip', ['a', 'b>=1']],
    ['/usr/bin/pip3.12 install -r x.txt --no-deps', '/usr/bin/pip3.12', []],
    ['python3 -m pip --quiet install a', 'python3', ['a']],
    ['python3.11 -Im pip install a', 'python3.11', ['a']],
    ['python3 -mpip install a', 'python3', ['a']],
    ['$PYSPARK_PYTHON -m pip install a > log', '$PYSPARK_PYTHON', ['a']],
    ['"${PIP}" install a', '${PIP}', ['a']],
    ['pip install --index-url https://i a', 'pip', ['a']],
    ['pip install --index-url=https://i -U a', 'pip', ['a']],
    ['pip --cache-dir /c install a', 'pip', ['a']],
    ['pip install -e ./b a', 'pip', ['./b', 'a']],
    ['uv pip install --python /p/bin/python3 a', 'uv', ['a']],
    ['uv -q pip install a', 'uv', ['a']],
    ['uv add --group dev a "b>2"', 'uv', ['a', 'b>2']],
    ['uv tool install a', 'uv', ['a']],
    ['poetry add -G dev a@^2', 'poetry', ['a@^2']],
    ['pdm add a', 'pdm', ['a']],
    ['pipenv install a', 'pipenv', ['a']],
    ['pipx install a', 'pipx', ['a']],
    ['python3 -m pipx install a', 'python3', ['a']],
    ['conda install -y -n e -c conda-forge a=1', 'conda', ['a=1']],
    ['mamba install --name e a', 'mamba', ['a']],
    ['micromamba create -p /e a b', 'micromamba', ['a', 'b']],
    ['easy_install a', 'easy_install', ['a']],
    ['easy_install-3.9 a', 'easy_install-3.9', ['a']],
    ['for p in a b; do pip install $p; done', 'pip', ['a']],
  ])('%s', (text, program, packages) => {
    const [found] = list(`RUN ${text}`);
    expect(found?.program).toBe(program);
    expect(found?.packages.map(({ written }) => written)).toEqual(packages);
  });

  it.each([
    'pip download a',
    'pip uninstall install',
    'echo pip install a',
    'python3 -m venv install',
    'python3 install.py',
    'uv sync',
    'poetry install',
    'conda env create -f e.yml',
    'apt-get install python3-pip',
  ])('is not %s', (text) => {
    expect(list(`RUN ${text}`).flatMap(({ packages }) => packages)).toEqual([]);
  });
});

describe('the Python of an install', () => {
  it.each([
    'RUN pip install a',
    'RUN pip3 install a',
    'RUN /usr/bin/pip install a',
    'RUN /usr/local/bin/pip3 install --user a',
    'RUN python3 -m pip install a',
    'RUN uv pip install --system a',
    'RUN uv pip install --break-system-packages --system a',
    'RUN UV_SYSTEM_PYTHON=1 uv pip install a',
    'ENV UV_SYSTEM_PYTHON=true\nRUN uv pip install a',
    'RUN uv pip install -p 3.12 a',
    'RUN uv pip install --python=/usr/bin/python3 a',
    'ENV PATH=/opt/bin:$PATH\nRUN pip install a',
    'ENV PATH=/root/.local/bin:$PATH\nRUN pip install a',
    'ENV PATH=$PATH:/opt/venv/bin\nRUN pip install a',
    'FROM b AS c\nENV PATH=/opt/venv/bin:$PATH\nFROM d\nRUN pip install a',
    'RUN . /opt/venv/bin/activate && pip list\nRUN pip install a',
    'RUN ( . /opt/venv/bin/activate ); pip install a',
    'RUN . /opt/venv/bin/activate && deactivate && pip install a',
    'RUN export PATH=/opt/venv/bin:$PATH\nRUN pip install a',
    'RUN python3 -m venv /opt/venv && pip install a',
    'RUN pip install --prefix /usr/local a',
    'RUN POETRY_VIRTUALENVS_CREATE=false poetry add a',
    'RUN pipenv install --system a',
    'RUN easy_install a',
    'USER me\nRUN sudo pip install a',
  ])("is the system's in %j", (text) => {
    expect(whose(text).at(-1)).toBe('system');
  });

  it.each([
    'RUN /databricks/python3/bin/pip install a',
    'RUN /databricks/python3/bin/python3 -m pip install a',
    'RUN PIP=/databricks/python3/bin/pip; "$PIP" install a',
    'ENV PIP=/databricks/python3/bin/pip\nRUN $PIP install a',
    'ARG E=/databricks/python3\nRUN ${E}/bin/pip install a',
    'RUN cd /databricks/python3 && bin/pip install a',
    'WORKDIR /databricks/python3/bin\nRUN ./pip install a',
    'RUN . /databricks/python3/bin/activate && pip install a',
    'ENV PATH=/databricks/python3/bin:$PATH\nRUN pip install a',
    'RUN uv pip install --python /databricks/python3/bin/python3 a',
    'RUN uv pip install -p /databricks/python3 a',
    'ENV VIRTUAL_ENV=/databricks/python3\nRUN uv pip install a',
    'RUN pip --python /databricks/python3/bin/python3 install a',
  ])("is the notebooks' in %j", (text) => {
    expect(whose(text)).toEqual(['notebooks']);
  });

  it.each([
    'ENV PATH=/opt/venv/bin:$PATH\nRUN pip install a',
    'ENV PATH="/app/.venv/bin:${PATH}"\nRUN python -m pip install a',
    'ENV VIRTUAL_ENV=/opt/app\nENV PATH=$VIRTUAL_ENV/bin:$PATH\nRUN pip install a',
    'ENV PATH=/opt/conda/bin:$PATH\nRUN pip install a',
    'FROM b AS c\nENV PATH=/opt/venv/bin:$PATH\nFROM c\nRUN pip install a',
    'RUN python3 -m venv /opt/tools\nENV PATH=/opt/tools/bin:$PATH\nRUN pip install a',
    'RUN virtualenv -p python3 /opt/tools && . /opt/tools/bin/activate && pip install a',
    'RUN source /opt/venv/bin/activate; pip install a',
    'RUN . $VENV/bin/activate && pip install a',
    'RUN export PATH=/opt/venv/bin:$PATH; pip install a',
    'RUN PATH=/opt/venv/bin:$PATH pip install a',
    'RUN env PATH=/opt/venv/bin:/bin pip install a',
    'RUN bash -c "source /opt/venv/bin/activate && pip install a"',
    'RUN VIRTUAL_ENV=/opt/venv pip install a',
    'RUN uv pip install --python /opt/venv/bin/python a',
    'RUN uv pip install --python /opt/venv a',
    'RUN uv pip install --python .venv a',
    'RUN uv venv && uv pip install a',
    'RUN UV_PYTHON=/opt/venv uv pip install a',
    'RUN pip install --target /x a',
    'RUN pip install --target=/x a',
    'RUN pip install -t /x a',
    'RUN pip install --prefix=/install a',
    'RUN PIP_TARGET=/x pip install a',
    'RUN /opt/venv/bin/pip install a',
    'RUN /opt/venv/bin/python -m pip install a',
    'RUN $VENV/bin/pip install a',
    'WORKDIR /opt/venv\nRUN bin/pip install a',
    'RUN cd /opt && ./venv/bin/pip install a',
    'RUN uv add a',
    'RUN uv run pip install a',
    'RUN poetry add a',
    'RUN poetry run pip install a',
    'RUN pipx install a',
    'RUN conda install a',
    'RUN conda run -n e pip install a',
    'RUN . /opt/conda/etc/profile.d/conda.sh && conda activate e && pip install a',
    'RUN source activate e && pip install a',
    'SHELL ["conda", "run", "-n", "e", "/bin/bash", "-c"]\nRUN pip install a',
  ])('is another in %j', (text) => {
    expect(whose(text)).toEqual(['elsewhere']);
  });
});

describe('nameOfRequest', () => {
  it.each([
    ['PySpark[sql]==4', 'pyspark'],
    ['pyspark', 'pyspark'],
    ['https://h/a/pyspark-4.0.0.tar.gz', 'pyspark'],
    ['https://h/a/pyspark-4.0.0-py2.py3-none-any.whl#sha256=0', 'pyspark'],
    ['./dist/pyspark-4.0.0.zip', 'pyspark'],
    ['git+https://h/team/pyspark', 'pyspark'],
    ['git+https://h/team/pyspark.git@v4#subdirectory=python', 'pyspark'],
    ['git+ssh://git@h/team/PySpark.git', 'pyspark'],
    ['git+https://h/spark#egg=pyspark', 'pyspark'],
    ['pyspark @ https://h/x.tar.gz', 'pyspark'],
    ['pyspark@^4', 'pyspark'],
    ['pyspark=4.0', 'pyspark'],
    ['conda-forge::pyspark', 'pyspark'],
    ['./pyspark', ''],
    ['.', ''],
    ['$PACKAGES', ''],
  ])('of %s', (written, name) => {
    expect(nameOfRequest(written)).toBe(name);
  });
});
