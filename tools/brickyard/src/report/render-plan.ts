import { cellCode, code, escapeText } from '../outlet/markdown-text';
import { renderLines } from '../outlet/printable';
import type { BuildPlan, ImagePlan } from '../plan/build-plan';
import { shortenHashes } from '../shorten';
import { describeEstimate } from './describe-estimate';
import { renderReason } from './render-reason';
import { renderTable } from './render-table';

/** Reasons beyond this many are counted, not listed. */
const mostReasons = 8;

export function renderPlan(plan: BuildPlan): string {
  const rows = plan.images.map((image) => [
    image.flavour,
    image.runtime,
    describe(image),
    listReasons(image).join('; '),
  ]);
  return renderLines([
    ...renderTable(rows),
    renderTotals(plan),
    ...renderTable(listCosts(plan)),
    ...listMovedBases(plan),
  ]);
}

export function renderPlanMarkdown(plan: BuildPlan): string {
  const rows = plan.images.map((image) => {
    const cells = [
      cellCode(image.flavour),
      escapeText(image.runtime),
      escapeText(describe(image)),
      listReasons(image).map(escapeText).join('<br>'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = [
    '| flavour | runtime | action | why |',
    '| --- | --- | --- | --- |',
  ];
  const moved = listMovedBases(plan).map((line) => `- ${escapeText(line)}`);
  const costs = listCosts(plan).map(
    ([id = '', cost = '']) => `- ${code(id)} ${escapeText(cost)}`,
  );
  const ends = [...costs, ...moved];
  const foot = ends.length > 0 ? ['', ...ends] : [];
  return [...head, ...rows, '', renderTotals(plan), ...foot].join('\n');
}

function describe({ action, foundIn }: ImagePlan): string {
  return foundIn === null ? action : `${action} (${foundIn})`;
}

function listReasons({ reasons }: ImagePlan): string[] {
  const shown = reasons.slice(0, mostReasons).map(renderReason);
  const hidden = reasons.length - shown.length;
  return hidden > 0 ? [...shown, `and ${hidden} more`] : shown;
}

function renderTotals({ images }: BuildPlan): string {
  const builds = images.filter(({ action }) => action === 'build').length;
  return `${builds} to build, ${images.length - builds} to reuse`;
}

/** Of each image that is built, as far as that is known before. */
function listCosts({ images }: BuildPlan): string[][] {
  return images.flatMap(({ flavour, runtime, cost }) =>
    cost === undefined
      ? []
      : [[`${flavour}@${runtime}`, describeEstimate(cost)]],
  );
}

/** What `brickyard refresh` would rebuild on; until then nothing changes. */
function listMovedBases({ movedBases = [] }: BuildPlan): string[] {
  return movedBases.map(({ image, locked, current }) => {
    const change = shortenHashes(`${locked} → ${current}`);
    return `base ${image} has moved since it was locked: ${change} (brickyard refresh takes it)`;
  });
}
