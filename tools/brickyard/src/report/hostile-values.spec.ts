import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterDefinitionFiles } from '../cluster/definition-artifact';
import type { Conformance } from '../conformance/check-conformance';
import type { Finding } from '../conformance/rule';
import { BrickyardError } from '../errors';
import { renderAzureWarnings } from '../hosting/azure/render-azure-warnings';
import { annotateGithub } from '../hosting/github/annotate-github';
import type { BuildPlan } from '../plan/build-plan';
import type { KeyedImage } from '../plan/key-images';
import type { FoundDefinitions } from '../run/definition/read-definitions-beside';
import type { Diagnosis } from '../run/doctor/diagnose-image';
import type { LockResult } from '../run/lock/lock-images';
import type { RunResult } from '../run/make/run-result';
import type { RefreshResult } from '../run/refresh/refresh-images-lock';
import type { SmokeRun } from '../run/smoke/smoke-images';
import type { LintedImage } from '../run/test/lint-flavours';
import type { TestRun } from '../run/test/test-images';
import type { OpenNotebook } from '../run/try/open-notebook';
import { renderFlavourTable } from '../synth/files/render-flavour-table';
import type { GroupDiff, InventoryDiff } from '../versioning/inventory-diff';
import { renderAnnotations } from './render-annotations';
import {
  renderDefinitionHistory,
  renderDefinitionText,
} from './render-definition-text';
import { renderDiagnosis } from './render-diagnosis';
import { renderDiff, renderDiffMarkdown } from './render-diff';
import { renderFind, renderNotFound } from './render-find';
import { renderJunit } from './render-junit';
import { annotateLint, renderLint, renderLintJson } from './render-lint';
import { renderLocks } from './render-locks';
import { renderNotebook } from './render-notebook';
import { renderPlan, renderPlanMarkdown } from './render-plan';
import { renderRefresh } from './render-refresh';
import { renderReport } from './render-report';
import { renderReportMarkdown } from './render-report-markdown';
import { renderRun } from './render-run';
import { renderSmoke, renderSmokeJson } from './render-smoke';
import { renderStatus } from './render-status';
import { renderTestJson } from './render-test-json';
import { renderTests } from './render-tests';
import { renderWhy, renderWhyNot } from './render-why';
import { foundSample, statusSample, whySample } from './testing/answer-samples';
import { hostileText, poison } from './testing/hostile-values';
import { skeletonOf } from './testing/skeleton-of';
import { richReport } from './testing/test-report';

const error = new BrickyardError('BUILD_FAILED', 'no', { hint: 'do' });
const finding: Finding = {
  ...{ rule: 'PY-03', severity: 'error', message: 'm', hint: 'h' },
  ...{ expected: 'e', found: 'f', place: { file: 'Dockerfile', line: 2 } },
};
const conformance: Conformance = {
  findings: [finding, { ...finding, severity: 'warning' }],
  checked: ['PY-03'],
  skipped: [{ rule: 'IMG-02', because: 'b' }],
  waived: [{ rule: 'SYS-01', reason: 'r', findings: [finding] }],
};
const group: GroupDiff = {
  ecosystem: 'conda',
  environment: '/env',
  added: [{ name: 'six', version: '1', direct: false, sizeChange: 1 }],
  removed: [{ name: 'attrs', version: '1', direct: true, sizeChange: null }],
  changed: [
    {
      ...{ name: 'numpy', from: '1', to: '2', level: 'major' as const },
      ...{ direction: 'up' as const, direct: true, sizeChange: 2 },
    },
  ],
};
const side = { name: 'n', source: 's', size: 1, fileSize: 1 };
const image = {
  id: 'a@1',
  flavour: { name: 'a', path: 'packages/a' },
  runtime: { name: '1' },
  key: 'k',
} as unknown as KeyedImage;
const images = [image, { ...image, id: 'b@1' }];
const test = {
  ...{ name: 'n', type: 'script', place: { file: 'tests/a.sh' } },
  ...{ passed: false, seconds: 1, messages: ['m'], output: 'o\np' },
};
const check = { name: 'java', state: 'failed', seconds: 1, detail: 'd' };

/** Of two images: one with this result, one that failed. */
const outcomes = (result: unknown) => ({
  images,
  outcomes: new Map([
    ['a@1', { state: 'done', result }],
    ['b@1', { state: 'failed', error }],
  ]),
});
const tests = outcomes({
  ...{ path: 'dist/test.json', reused: false, seconds: 1 },
  record: { flavour: 'a', runtime: '1', tests: [test], conformance },
}) as unknown as TestRun;
const smoke = outcomes({
  ...{ reused: false, seconds: 1 },
  record: { version: '4', checks: [check], output: ['o'] },
}) as unknown as SmokeRun;
const run = outcomes({
  ...{ action: 'build', seconds: 1 },
  record: { reference: 'r', size: 1 },
  pushed: { written: 1, unmoved: { tags: ['t'] } },
}) as unknown as RunResult;
const locks = {
  tasks: ['a@1', 'b@1'].map((id) => ({ id, image, line: '1' })),
  outcomes: outcomes([
    { path: 'p', state: 'changed', packages: 2, diff: group },
  ]).outcomes,
  outdated: [{ flavour: 'c', on: ['a'] }],
} as unknown as LockResult;
const plan: BuildPlan = {
  images: [
    {
      ...{ flavour: 'a', runtime: '1', action: 'build', foundIn: null },
      key: 'k',
      reasons: ['context:f', 'base:i', 'parent:p'].map((part) => ({
        ...{ part, from: 'x', to: 'y' },
        change: 'changed' as const,
      })),
    },
  ],
  requests: { head: 0, get: 0 },
  movedBases: [{ image: 'i', locked: 'l', current: 'c' }],
};
const linted = [
  { image, builds: ['b'], outcome: { state: 'done', result: conformance } },
  { image, builds: [], outcome: { state: 'failed', error } },
] as unknown as LintedImage[];
const refreshed: RefreshResult = {
  entries: [{ image: 'i', state: 'moved', from: 'a', to: 'b' }],
  failures: [],
  isWritten: false,
};
const diff: InventoryDiff = {
  ...{ from: side, to: side, isDifferent: true, groups: [group, group] },
  ...{ sizeChange: 1, fileSizeChange: 1, notes: ['n'] },
  largest: ['a', 'b'].map((name) => ({
    ...{ ecosystem: 'conda', environment: '/e', name },
    ...{ change: 'added' as const, sizeChange: 1 },
  })),
};
const diagnosis: Diagnosis = {
  ...{ reference: 'r', runtime: '1', flavour: 'a' },
  ...conformance,
};
const files = {
  image: 'i',
  files: [{ name: 'n', text: 't' }],
} as unknown as ClusterDefinitionFiles;
const found = {
  reference: 'r',
  history: [{ created: 'c', digest: 'd' }],
} as unknown as FoundDefinitions;
const notebook: OpenNotebook = {
  ...{ reference: 'r', port: 1, url: 'u', elsewhere: 'ssh://e' },
  kit: {
    python: { version: '3.12', hasKernel: false },
    ...{ r: '4.4.2', volumes: { jupyter: 'j' } },
  },
};
const flavour = {
  ...{ name: 'a', path: 'packages/a', description: 'd', kind: 'library' },
  ...{ languages: ['r'], runtimes: ['1'], builtOn: ['b'], owners: [] },
};

type Case = (change: <T>(value: T) => T) => string;

/** For people: each may have lines of its own, and no more than those. */
const texts: Record<string, Case> = {
  renderDefinitionText: (of) => renderDefinitionText(of(files)),
  renderDefinitionHistory: (of) => renderDefinitionHistory(of(found)),
  renderDiagnosis: (of) => renderDiagnosis(of(diagnosis)),
  renderFind: (of) => renderFind(of(foundSample)),
  renderNotFound: (of) => renderNotFound(of(foundSample)),
  renderWhy: (of) => renderWhy(of(whySample)),
  renderWhyNot: (of) => renderWhyNot(of(whySample)),
  renderStatus: (of) => renderStatus(of(statusSample), new Date(0)),
  renderNotebook: (of) => renderNotebook(of(notebook), { isShared: true }),
  renderDiff: (of) => renderDiff(of(diff)),
  renderLint: (of) => renderLint(of('a'), of(linted)),
  renderLintJson: (of) => renderLintJson(of(linted)),
  renderLocks: (of) => renderLocks(of(locks)),
  renderPlan: (of) => renderPlan(of(plan)),
  renderRefresh: (of) => renderRefresh(of(refreshed), true),
  renderReport: (of) => renderReport(of(richReport)),
  renderRun: (of) => renderRun(of(run)),
  renderSmoke: (of) => renderSmoke(of(smoke)),
  renderSmokeJson: (of) => renderSmokeJson(of(smoke)),
  renderTestJson: (of) => renderTestJson(of(tests)),
  renderTests: (of) => renderTests(of(tests), true),
};
const markdown: Record<string, Case> = {
  renderDiffMarkdown: (of) => renderDiffMarkdown(of(diff)),
  renderPlanMarkdown: (of) => renderPlanMarkdown(of(plan)),
  renderReportMarkdown: (of) => renderReportMarkdown(of(richReport), 1e6),
  renderFlavourTable: (of) => renderFlavourTable([of(flavour)] as never),
};
/** For CI services: as many commands as there are things to tell. */
const commands: Record<string, Case> = {
  renderAnnotations: (of) =>
    renderAnnotations(of(tests), annotateGithub).join('\n'),
  annotateLint: (of) => annotateLint(of(linted), annotateGithub).join('\n'),
};
/** Parts of the above, and pages made of our own tables. */
const parts = [
  ...['renderFindings', 'renderWaived', 'countFindings', 'renderReason'],
  ...['describeSources', 'renderBuilds', 'renderIgnored', 'renderAge'],
  ...['renderOrigin', 'renderChain'],
  ...['renderRecordsJson', 'listVariants', 'renderPackageGroups'],
  ...[
    'renderTable',
    'renderImageRow',
    'renderRulesPage',
    'renderTerminationPage',
  ],
];

/** Apart from the code under test: C0, C1, invisible and turning characters. */
const CONTROLS =
  // eslint-disable-next-line no-control-regex -- this pattern looks for them
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|\udb40/u;
const COMMAND =
  /##\w*\[|^[^\S\n]*::|(?<![\w:)\]>}])::(?:error|add-mask|stop-commands|set-output)/im;

const clean = <T>(value: T): T => poison(value, 'x');
const foul = <T>(value: T): T => poison(value);

describe('renderers', () => {
  const names = readdirSync(__dirname)
    .filter((file) => /^render-.*(?<!\.spec)\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(__dirname, file), 'utf8');
      return [...text.matchAll(/^export (?:async )?function (\w+)/gm)];
    })
    .map(([, name = '']) => name);

  it('are all tried here', () => {
    const tried = [
      'renderJunit',
      ...[texts, markdown, commands].flatMap(Object.keys),
    ];
    const known = new Set([...tried, ...parts]);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(Object.entries({ ...texts, ...markdown }))(
    '%s: shows what it does not send',
    (_name, render) => {
      const text = render(foul);
      expect(text).not.toMatch(CONTROLS);
      expect(text).not.toMatch(COMMAND);
      expect(text).toContain(
        'x1b'.replace('x', text.startsWith('{') ? 'u00' : 'x'),
      );
    },
  );

  it.each(Object.entries(markdown))(
    '%s: has the markup that it has without hostile text',
    (_name, render) => {
      expect(skeletonOf(render(foul))).toEqual(skeletonOf(render(clean)));
    },
  );

  it.each(Object.entries(commands))(
    '%s: has the commands that it has without hostile text',
    (_name, render) => {
      const lines = render(foul).split('\n');
      expect(lines).toHaveLength(render(clean).split('\n').length);
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning|notice) [^:]*::[^\n]*$/);
        expect(line).not.toMatch(CONTROLS);
      }
    },
  );

  it('write warnings that Azure reads one by one', () => {
    const lines = renderAzureWarnings([hostileText]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).not.toMatch(CONTROLS);
    expect(lines[0]?.match(/##\w*\[/g)).toHaveLength(1);
  });

  it('write XML that has no more elements', () => {
    const elements = (text: string) => text.match(/<[^>]*?(?=[\s>/])/g);
    const xml = renderJunit(foul(tests));
    expect(xml).not.toMatch(CONTROLS);
    expect(elements(xml)).toEqual(elements(renderJunit(clean(tests))));
  });
});
