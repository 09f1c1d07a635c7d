import { renderImageFile } from '../../flavour/render-image-file';
import { renderManifest } from '../../flavour/render-manifest';
import { type LibraryPlan, renderInstallLine } from './library-plan';

const VERSION = '0.1.0';

/** A wheel, built and tested with the runtime's own Python. File → text. */
export function renderPythonLibrary(plan: LibraryPlan): Record<string, string> {
  const { name, description, runtimes } = plan;
  const module = moduleName(name);
  return {
    '.dockerignore': `# What working on it leaves behind.\n**/__pycache__\n**/*.egg-info\n`,
    '.gitignore': `__pycache__/\n*.egg-info/\n`,
    Dockerfile: renderDockerfile(plan),
    'README.md': renderReadme(plan, module),
    'image.ts': renderImageFile({ runtimes, languages: ['python'] }),
    'package.json': renderManifest({ name, version: VERSION, description }),
    'pyproject.toml': renderProject(plan, module),
    [`src/${module}/__init__.py`]: renderModule(plan),
    [`src/${module}/py.typed`]: '',
    [`tests/test_${module}.py`]: renderTest(module),
  };
}

/** As Python can import it. */
function moduleName(name: string): string {
  const module = name.replace(/[^a-z0-9]+/g, '_');
  return /^\d/.test(module) ? `_${module}` : module;
}

const renderDockerfile = ({ name, localNamespace, parent }: LibraryPlan) =>
  `# The wheel of ${name}, made and tested with the runtime's own Python. Nothing is
# downloaded: setuptools and wheel are the runtime's, too.
FROM ${localNamespace}/${parent} AS build

ARG PYTHONDONTWRITEBYTECODE=1
# The time of every file in the wheel, so that the same sources make the same bytes.
ARG SOURCE_DATE_EPOCH=315532800

WORKDIR /library
COPY pyproject.toml ./
COPY src/ src/

RUN pip="$PYSPARK_PYTHON -m pip --quiet --no-cache-dir" \\
    && $pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \\
    && $pip install --no-index --no-deps --target /installed /wheels/*.whl

# What is tested is what was packed, not the sources.
COPY tests/ tests/
RUN PYTHONPATH=/installed "$PYSPARK_PYTHON" -m unittest discover --start-directory tests


FROM scratch

COPY --from=build /wheels/ /
`;

const renderProject = (
  { name, description, oldestPython }: LibraryPlan,
  module: string,
) => `[build-system]
requires = ["setuptools", "wheel"]
build-backend = "setuptools.build_meta"

[project]
name = "${name}"
version = "${VERSION}"
description = ${JSON.stringify(description)}
requires-python = ">=${oldestPython}"
# What it needs to run. The build has what the parent image has, and adds nothing.
dependencies = []

[tool.setuptools.packages.find]
where = ["src"]

[tool.setuptools.package-data]
${module} = ["py.typed"]
`;

const renderModule = ({ name, description }: LibraryPlan) =>
  `# ${description}.
from importlib.metadata import version

__version__ = version("${name}")
`;

const renderTest = (module: string) => `import unittest

import ${module}


class Version(unittest.TestCase):
    def test_is_that_of_the_package(self):
        self.assertRegex(${module}.__version__, r"^\\d+\\.\\d+")


if __name__ == "__main__":
    unittest.main()
`;

function renderReadme(plan: LibraryPlan, module: string): string {
  const { name, description, parent, localNamespace } = plan;
  return `# ${name}

${description}. Cluster images take its wheel from here; it is not a cluster image itself.

\`\`\`python
import ${module}
\`\`\`

| in the image | |
| --- | --- |
| \`/${module}-<version>-py3-none-any.whl\` | and nothing else: the last stage is \`FROM scratch\` |

The wheel is built and tested with the environment of [${parent}](../${parent}/README.md). Nothing is downloaded, and the same sources make
the same bytes.

## Use it in a flavour

In the last stage of its Dockerfile:

\`\`\`dockerfile
${renderInstallLine(plan)}
\`\`\`

## Change it

- **Code**: edit \`src/\`, and \`tests/\` with it. The build runs them on the packed wheel; a failing test stops the build.
- **The version**: in \`pyproject.toml\`, and the same in \`package.json\`.
- **A dependency**: add it to \`dependencies\`, and to the \`requirements.txt\` of the flavours that use ${name}.
- **By hand**: \`docker build -t ${localNamespace}/${name} packages/${name}\`, once \`${localNamespace}/${parent}\` is built.
`;
}
