import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderAzureWarnings } from '../hosting/azure/render-azure-warnings';
import { annotateGithub } from '../hosting/github/annotate-github';
import { renderFlavourTable } from '../synth/files/render-flavour-table';
import { renderAdded, renderAddPlan, renderUndone } from './render-add';
import { renderAdopt, renderAdoptJson, renderRefusals } from './render-adopt';
import { renderAnnotations } from './render-annotations';
import {
  renderDefinitionHistory,
  renderDefinitionText,
} from './render-definition-text';
import { renderDiagnosis } from './render-diagnosis';
import { renderDiff, renderDiffMarkdown } from './render-diff';
import { renderFind, renderNotFound } from './render-find';
import { renderInitPlan } from './render-init';
import { renderJunit } from './render-junit';
import { renderLeftBehind } from './render-left-behind';
import {
  annotateLint,
  renderLint,
  renderLintBriefly,
  renderLintJson,
} from './render-lint';
import { renderLocks } from './render-locks';
import { renderNewLines, renderNewLinesMarkdown } from './render-new-lines';
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
import { renderSkipped, renderUpgrade } from './render-upgrade';
import { renderWhy, renderWhyNot } from './render-why';
import { foundSample, statusSample, whySample } from './testing/answer-samples';
import { hostileText, poison } from './testing/hostile-values';
import {
  added,
  addition,
  adopt,
  diagnosis,
  diff,
  files,
  flavourSample,
  found,
  initPlan,
  leftBehind,
  linted,
  locks,
  newLines,
  notebook,
  plan,
  refreshed,
  run,
  smoke,
  tests,
} from './testing/samples';
import { skeletonOf } from './testing/skeleton-of';
import { richReport } from './testing/test-report';
import { effectSample, upgradeSample } from './testing/upgrade-sample';

type Case = (change: <T>(value: T) => T) => string;

/** For people: each may have lines of its own, and no more than those. */
const texts: Record<string, Case> = {
  renderAdopt: (of) => renderAdopt(of(adopt)),
  renderAdoptJson: (of) => renderAdoptJson(of(adopt)),
  renderRefusals: (of) => renderRefusals(of(adopt)),
  renderAddPlan: (of) => renderAddPlan(of(added)),
  renderAdded: (of) => renderAdded(of(addition)),
  renderUndone: (of) => renderUndone(of(addition)),
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
  renderLintBriefly: (of) => renderLintBriefly(of('a'), of(linted)),
  renderLintJson: (of) => renderLintJson(of(linted)),
  renderLeftBehind: (of) => renderLeftBehind(of(leftBehind)),
  renderLocks: (of) => renderLocks(of(locks)),
  renderNewLines: (of) => renderNewLines(of(newLines)),
  renderPlan: (of) => renderPlan(of(plan)),
  renderInitPlan: (of) => renderInitPlan(of(initPlan)),
  renderRefresh: (of) => renderRefresh(of(refreshed), true),
  renderReport: (of) => renderReport(of(richReport)),
  renderRun: (of) => renderRun(of(run)),
  renderSmoke: (of) => renderSmoke(of(smoke)),
  renderSmokeJson: (of) => renderSmokeJson(of(smoke)),
  renderTestJson: (of) => renderTestJson(of(tests)),
  renderTests: (of) => renderTests(of(tests), true),
  renderSkipped: (of) => renderSkipped(of(upgradeSample.skipped)),
  renderUpgrade: (of) => renderUpgrade(of(upgradeSample), of(effectSample)),
};
const markdown: Record<string, Case> = {
  renderDiffMarkdown: (of) => renderDiffMarkdown(of(diff)),
  renderNewLinesMarkdown: (of) => renderNewLinesMarkdown(of(newLines)),
  renderPlanMarkdown: (of) => renderPlanMarkdown(of(plan)),
  renderReportMarkdown: (of) => renderReportMarkdown(of(richReport), 1e6),
  renderFlavourTable: (of) => renderFlavourTable([of(flavourSample)] as never),
};
/** For CI services: as many commands as there are things to tell. */
const commands: Record<string, Case> = {
  renderAnnotations: (of) =>
    renderAnnotations(of(tests), annotateGithub).join('\n'),
  annotateLint: (of) => annotateLint(of(linted), annotateGithub).join('\n'),
};
/** Parts of the above, and pages made of our own tables. */
const parts = [
  'renderVersions',
  'renderFindingsBriefly',
  ...['renderFindings', 'renderWaived', 'countFindings', 'renderReason'],
  ...['describeSources', 'renderBuilds', 'renderIgnored', 'renderAge'],
  ...['renderOrigin', 'renderChain', 'renderInitStep'],
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
