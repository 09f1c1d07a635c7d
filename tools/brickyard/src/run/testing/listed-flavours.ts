import { TestWorkspace } from './test-workspace';

const takes = [
  'ARG DATABRICKS_RUNTIME=17.3-LTS',
  'COPY *apt_packages.txt locks/${DATABRICKS_RUNTIME}.apt.txt* /apt/',
  'COPY locks/${DATABRICKS_RUNTIME}.txt /python.txt',
  'COPY locks/${DATABRICKS_RUNTIME}.r.tx[t] /r.txt',
].join('\n');
const image = (languages: string) =>
  `export default { runtimes: ['17.3-LTS'], languages: [${languages}] };\n`;

/** Lists of all kinds in `below`, on it `geo` with one for Python and `top` with none; `rr` has R alone. */
export async function createListed(): Promise<TestWorkspace> {
  const workspace = await TestWorkspace.create();
  workspace.addFlavour('below', {
    'image.ts': image("'python', 'r'"),
    Dockerfile: `FROM ubuntu:24.04\nARG JDK_VERSION\n${takes}\n`,
    'requirements.txt': '-r base.txt\n\nscipy==1.14.1  # for us\n',
    'base.txt': 'numpy\n',
    'locks/17.3-LTS.txt':
      'numpy==2.1.3\n    # via\n    #   -r base.txt\n    #   scipy\nscipy==1.14.1\n    # via -r requirements.txt\nsix==1.17.0\n    # via scipy\n',
    'r_packages.sh': 'install-r-packages xtable==1.8-4\n',
    'notebook_packages.sh': 'install-r-packages IRkernel\n',
    'apt_packages.txt': 'openjdk-${JDK_VERSION}-jdk-headless\n',
  });
  workspace.addFlavour('geo', {
    'image.ts': image("'python'"),
    Dockerfile: `FROM brickyard/below\n${takes}\n`,
  });
  workspace.addFlavour('rr', {
    'image.ts': image("'r'"),
    Dockerfile: 'FROM ubuntu:24.04\n',
  });
  workspace.addFlavour('top', {
    'image.ts': image("'python'"),
    Dockerfile: 'FROM brickyard/geo\n',
  });
  return workspace;
}
