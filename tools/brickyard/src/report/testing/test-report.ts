import type { ImageReport, Report } from '../../run/change/report';
import { summarizeReport } from '../../run/change/summarize-report';

/** For specs: a changed image about which nothing else is known. */
export function testImageReport(
  change: Partial<ImageReport> = {},
): ImageReport {
  const { flavour = 'python', runtime = '17.3-LTS' } = change;
  return {
    ...{ id: `${flavour}@${runtime}`, flavour, runtime },
    change: 'changed',
    action: { kind: 'built', seconds: 29.44 },
    reasons: [],
    lines: null,
    packages: null,
    size: null,
    cost: null,
    estimate: null,
    tests: null,
    findings: null,
    waived: [],
    reference: null,
    ...change,
  };
}

/** For specs: since `main`, with `unchanged` images beside these. */
export function testReport(
  images: readonly ImageReport[],
  change: Partial<Report> & { unchanged?: number } = {},
): Report {
  const { unchanged = 6, ...rest } = change;
  return {
    base: { ref: 'main', commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d' },
    summary: summarizeReport(images, unchanged),
    images: [...images],
    warnings: [],
    ...rest,
  };
}

const digest = (character: string) => `sha256:${character.repeat(64)}`;

/** For specs: a report with something of every kind. */
export const richReport = testReport(
  [
    testImageReport({
      flavour: 'python',
      reasons: [
        {
          part: 'context:locks/17.3-LTS.txt',
          change: 'changed',
          from: digest('1'),
          to: digest('2'),
        },
      ],
      packages: {
        ...{ basis: 'images', from: 'its SBOM in the registry' },
        to: 'dist/packages/python/inventory.json',
        contains: [],
        notes: [],
        groups: [
          {
            ecosystem: 'python',
            environment: '/databricks/python3',
            changed: [
              {
                ...{ name: 'scikit-learn', from: '1.6.1', to: '2.0.0' },
                ...{
                  level: 'major',
                  direction: 'up',
                  direct: true,
                  sizeChange: 2_400_000,
                },
              },
              {
                ...{ name: 'joblib', from: '1.5.0', to: '1.4.2' },
                ...{
                  level: 'minor',
                  direction: 'down',
                  direct: false,
                  sizeChange: -10_300,
                },
              },
            ],
            added: [
              {
                name: 'tabulate',
                version: '0.9.0',
                direct: true,
                sizeChange: 2_400_000,
              },
              {
                name: 'narwhals',
                version: '2.0.1',
                direct: false,
                sizeChange: 1_100_000,
              },
            ],
            removed: [
              {
                name: 'six',
                version: '1.17.0',
                direct: false,
                sizeChange: -70_000,
              },
            ],
          },
          {
            ecosystem: 'apt',
            environment: null,
            changed: [
              {
                ...{ name: 'libssl3', from: '3.0.15-1', to: '3.0.16-1' },
                ...{
                  level: 'patch',
                  direction: 'up',
                  direct: null,
                  sizeChange: null,
                },
              },
            ],
            added: [],
            removed: [],
          },
        ],
      },
      size: {
        ...{ measure: 'download', now: 363_800_000, before: 351_700_000 },
        budget: { bytes: 386_870_000, from: 'base' },
        isOver: false,
      },
      cost: { size: 363_800_000, upload: 20_100_000, download: 20_100_000 },
      tests: { passed: 71, failed: [], isShared: true },
      findings: [],
      waived: [{ rule: 'IMG-05', reason: 'runs as a service elsewhere' }],
      reference: {
        name: 'team.example/clusters/python',
        tags: ['k-e15eb9da95467cd189a4c1e506660f62584b418e', 'pr-12-dbr17.3'],
        digest: digest('3'),
      },
    }),
    testImageReport({
      flavour: 'popeye',
      action: { kind: 'built', seconds: 118.6 },
      reasons: [
        { part: 'parent:python', change: 'changed', from: 'a', to: 'b' },
        {
          part: 'base:ubuntu:24.04',
          change: 'changed',
          from: digest('4'),
          to: digest('5'),
        },
      ],
      packages: {
        ...{ basis: 'sources', from: 'locks and lists of packages' },
        to: 'locks and lists of packages',
        groups: [],
        contains: [],
        notes: ['not known: the base image is in neither engine nor registry'],
      },
      size: {
        ...{ measure: 'download', now: 1_720_000_000, before: 1_200_000_000 },
        budget: { bytes: 1_500_000_000, from: 'maxSize' },
        isOver: true,
      },
      tests: {
        passed: 69,
        isShared: false,
        failed: [
          {
            name: 'demand.py',
            place: { file: 'packages/popeye/tests/demand.py' },
            messages: ['exited with 1'],
            output: 'Traceback (most recent call last):\nKeyError: `x`\n',
          },
          {
            name: 'prophet',
            place: { file: 'packages/popeye/requirements.txt', line: 7 },
            messages: ['is 1.1.5, the lock says 1.1.6'],
          },
        ],
      },
      findings: [
        {
          rule: 'PY-03',
          severity: 'warning',
          message: 'pip of @root is not the runtime’s | see #12',
          hint: 'take the line out',
        },
        {
          rule: 'IMG-04',
          severity: 'error',
          message: 'USER is set, and a cluster starts as root',
          place: { file: 'packages/popeye/Dockerfile', line: 12 },
          hint: 'take USER out of the last stage',
        },
      ],
    }),
    testImageReport({
      flavour: 'geo',
      change: 'new',
      action: { kind: 'reused', from: 'registry' },
      lines: {
        ...{ from: '16.4-LTS', to: '17.3-LTS' },
        facts: [
          { fact: 'Spark', from: '3.5.2', to: '4.0.0', level: 'major' },
          { fact: 'base image', from: 'old:1', to: 'new:2', level: null },
        ],
      },
      packages: {
        ...{ basis: 'images', from: null, to: 'its SBOM in the registry' },
        contains: [
          {
            ecosystem: 'python',
            environment: '/databricks/python3',
            count: 91,
          },
          { ecosystem: 'r', environment: null, count: 44 },
          { ecosystem: 'apt', environment: null, count: 212 },
        ],
        groups: [],
        notes: [],
      },
      size: {
        ...{ measure: 'unpacked', now: 1_100_000_000, before: null },
        budget: { bytes: 900_000_000, from: 'maxSize' },
        isOver: null,
      },
    }),
    testImageReport({
      flavour: 'r',
      action: {
        kind: 'failed',
        error:
          'packages/r/r_packages.sh:4: package "sff" is not on CRAN [BUILD_FAILED]\n  hint: did you mean sf?',
      },
    }),
    testImageReport({
      flavour: 'python-r',
      action: { kind: 'not built', because: 'r@17.3-LTS' },
      baseProblem: 'packages/python-r/image.ts:3: could not be evaluated',
    }),
    testImageReport({
      flavour: 'legacy',
      change: 'removed',
      action: { kind: 'removed' },
    }),
  ],
  { warnings: ['the engine counts as empty: no engine at unix:///no.sock'] },
);
