import { renderImageFile } from '../../flavour/render-image-file';
import { renderManifest } from '../../flavour/render-manifest';
import { type LibraryPlan, renderInstallLine } from './library-plan';

const VERSION = '0.1.0';

/** A package as R installs it, built and tested with the runtime's own R. File → text. */
export function renderRLibrary(plan: LibraryPlan): Record<string, string> {
  const { name, description, runtimes } = plan;
  return {
    '.dockerignore': `# What building by hand leaves behind.\n**/*.o\n**/*.so\n`,
    '.gitignore': `*.o\n*.so\n`,
    DESCRIPTION: renderDescription(plan),
    Dockerfile: renderDockerfile(plan),
    NAMESPACE: `export(describe)\n`,
    [`R/describe.R`]: renderFunction(plan),
    'README.md': renderReadme(plan),
    'image.ts': renderImageFile({ runtimes, languages: ['r'] }),
    'package.json': renderManifest({ name, version: VERSION, description }),
    'tests/describe.R': `library(${name})\n\nstopifnot(grepl("^${name} [0-9]+[.][0-9]+", describe()))\n`,
  };
}

const renderDescription = ({ name, description }: LibraryPlan) =>
  `Package: ${name}
Version: ${VERSION}
Title: ${description}
Description: ${description}.
Author: Data Platform
Maintainer: Data Platform <data-platform@example.com>
License: All rights reserved
Encoding: UTF-8
`;

const renderFunction = ({ name }: LibraryPlan) =>
  `# Name and version, as reports print them.
describe <- function() paste("${name}", utils::packageVersion("${name}"))
`;

const renderDockerfile = ({ name, localNamespace, parent }: LibraryPlan) =>
  `# The R package ${name}, built and tested for the runtime's R. It is taken as it is
# installed, so that no image that uses it needs a compiler.
FROM ${localNamespace}/${parent} AS build

# The time of everything in the package, so that the same sources make the same bytes.
ARG SOURCE_DATE_EPOCH=315532800

WORKDIR /library
COPY DESCRIPTION NAMESPACE ./
COPY R/ R/

RUN mkdir /installed \\
    && R CMD INSTALL --library=/installed \\
      --built-timestamp="$(date -u -d "@$SOURCE_DATE_EPOCH" '+%F %T UTC')" .

COPY tests/ tests/
RUN for test in tests/*.R; do \\
      echo "$test" && R_LIBS=/installed Rscript --vanilla "$test" || exit 1; \\
    done

# An installed package in a tarball is what R calls a binary package.
RUN version="$(sed -n 's/^Version: *//p' DESCRIPTION)" \\
    && platform="$(Rscript --vanilla -e 'cat(R.version$platform)')" \\
    && mkdir /packages \\
    && tar --create --directory=/installed --sort=name --mtime="@$SOURCE_DATE_EPOCH" \\
      --owner=0 --group=0 --numeric-owner ${name} \\
      | gzip --no-name > "/packages/${name}_\${version}_R_\${platform}.tar.gz"


FROM scratch

COPY --from=build /packages/ /
`;

function renderReadme(plan: LibraryPlan): string {
  const { name, description, parent, localNamespace } = plan;
  return `# ${name}

${description}. Cluster images take it from here; it is not a cluster image itself.

\`\`\`r
library(${name})
\`\`\`

| in the image | |
| --- | --- |
| \`/${name}_<version>_R_<platform>.tar.gz\` | and nothing else: the last stage is \`FROM scratch\` |

The tarball is the installed package: \`R CMD INSTALL\` unpacks it, without a compiler. It fits the R of [${parent}](../${parent}/README.md),
on which it is built.

## Use it in a flavour

In the last stage of its Dockerfile:

\`\`\`dockerfile
${renderInstallLine(plan)}
\`\`\`

## Change it

- **Code**: edit \`R/\`, and \`tests/\` with it; what users may call is exported in \`NAMESPACE\`. The build runs \`tests/*.R\` on the installed
  package; a failing test stops it.
- **The version**: in \`DESCRIPTION\`, and the same in \`package.json\`.
- **A dependency**: \`Imports\` in \`DESCRIPTION\`, and a line in the \`r_packages.sh\` of the flavours that use ${name}.
- **Compiled code**: needs compilers in the stage \`build\`, as in packages/r/Dockerfile.
- **By hand**: \`docker build -t ${localNamespace}/${name} packages/${name}\`, once \`${localNamespace}/${parent}\` is built.
`;
}
