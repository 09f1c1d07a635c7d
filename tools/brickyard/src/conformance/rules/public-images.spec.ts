import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { checkConformance } from '../check-conformance';
import type { Subject } from '../rule';
import { lineNamed, testFlavourFacts } from '../testing/test-subject';

/** The faults of Databricks' public Dockerfiles, written from what is known of them. */
function check(
  line: string,
  languages: Subject['languages'],
  dockerfile: string,
) {
  const runtime = findRuntime(builtInRuntimes, line);
  const flavour = testFlavourFacts(dockerfile);
  const { findings } = checkConformance({ runtime, languages, flavour });
  return findings.map(({ rule, severity, place }) =>
    [rule, severity, place?.line].join(' '),
  );
}

describe('static rules find in public Dockerfiles', () => {
  it('a pin of R that pins nothing, and a repository of any day', () => {
    const dockerfile = `FROM databricksruntime/minimal:17.3-LTS
ARG r_version="4.4.2-1.2404.0"
RUN apt-get update \\
  && add-apt-repository -y "deb https://cloud.r-project.org/bin/linux/ubuntu $(lsb_release -cs)-cran40/" \\
  && apt-get install --yes r-base=\${r_version} r-base-dev=\${r_version} r-recommended=\${r_version}
RUN R -e "options(repos = list(CRAN = 'https://packagemanager.posit.co/cran/latest')); install.packages('hwriter')"
RUN virtualenv -p python3.12 --system-site-packages /databricks/python3
`;
    const found = check('17.3-LTS', ['r'], dockerfile);
    expect(found).toContain('R-02 error 5');
    expect(found).toContain('R-05 warning 6');
    expect(found.join()).not.toContain('R-07');
  });

  it('the wrong Python beside R', () => {
    const dockerfile = `FROM databricksruntime/minimal:15.4-LTS
RUN apt-get update && apt-get install -y python3.10 virtualenv
RUN virtualenv -p python3.10 --system-site-packages /databricks/python3
`;
    const found = check('15.4-LTS', ['r'], dockerfile);
    expect(found).toContain('R-07 warning 3');
  });

  it.each([
    ['11.3-LTS', '3.9', '3.8', ['R-07 warning 2']],
    ['12.2-LTS', '3.9', '3.8', ['R-07 warning 2']],
    ['14.3-LTS', '3.10', '3.10', []],
    ['16.4-LTS', '3.12', '3.12', []],
  ])(
    'the Python beside R on %s: %s, made with %s',
    (name, version, made, is) => {
      const dockerfile = `FROM databricksruntime/minimal:${name}
RUN virtualenv -p python${made} --system-site-packages /databricks/python3
`;
      const runtime = { ...lineNamed(name), python: { version } };
      const flavour = testFlavourFacts(dockerfile);
      const subject: Subject = { runtime, languages: ['r'], flavour };
      const found = checkConformance(subject)
        .findings.filter(({ rule }) => rule === 'R-07')
        .map(
          ({ rule, severity, place }) => `${rule} ${severity} ${place?.line}`,
        );
      expect(found).toEqual(is);
    },
  );

  it('a second user ubuntu', () => {
    const dockerfile = `FROM databricksruntime/minimal:experimental
RUN apt-get update && apt-get install -y openssh-server \\
  && useradd --create-home --shell /bin/bash --groups sudo ubuntu
`;
    expect(check('17.3-LTS', [], dockerfile)).toContain('SYS-06 error 3');
  });
});
