import { cellCode, escapeText } from '../outlet/markdown-text';
import { renderSize } from '../render-size';
import type { ImageReport } from '../run/change/report';
import { shorten } from '../shorten';
import { renderGrowth } from './package-rows';
import {
  countDifferences,
  describeAction,
  describeContents,
  describeFindings,
  describeTests,
} from './report-words';

/** A row of the table of all images. */
export function renderImageRow(image: ImageReport): string {
  const { flavour, runtime, change } = image;
  const isNew = change === 'new' ? 'new, ' : '';
  const cells = [
    `${cellCode(shorten(flavour, 80))}<br>${escapeText(shorten(runtime, 40))}`,
    `${markAction(image)}${isNew}${escapeText(shorten(describeAction(image), 100))}`,
    rowPackages(image),
    rowSize(image),
    rowChecks(image),
  ];
  return `| ${cells.join(' | ')} |`;
}

function markAction({ action }: ImageReport): string {
  return action.kind === 'failed' ? '❌ ' : '';
}

function rowPackages(image: ImageReport): string {
  const { packages } = image;
  if (packages === null) return '';
  if (packages.from === null) return escapeText(describeContents(image));
  const counted = countDifferences(packages.groups);
  return packages.basis === 'images'
    ? counted
    : `${counted}<br>by locks and lists`;
}

function rowSize({ size }: ImageReport): string {
  if (size === null) return '';
  const { now, before, isOver } = size;
  const over = isOver === true ? '❌ ' : '';
  const growth = before === null ? '' : `<br>${renderGrowth(now - before)}`;
  const text = `${over}${renderSize(now)}${growth}${over && '<br>over budget'}`;
  return text.replaceAll(' ', '\u00a0');
}

function rowChecks(image: ImageReport): string {
  const { kind } = image.action;
  if (kind !== 'built' && kind !== 'reused') return '';
  const hasFailed = (image.tests?.failed.length ?? 0) > 0;
  const hasErrors = hasError(image);
  const tests = describeTests(image) ?? 'not tested';
  const rules = describeFindings(image);
  return [
    `${hasFailed ? '❌ ' : ''}${tests}`,
    ...(rules === undefined ? [] : [`${hasErrors ? '❌ ' : ''}${rules}`]),
  ].join('<br>');
}

function hasError({ findings }: ImageReport): boolean {
  return (findings ?? []).some(({ severity }) => severity === 'error');
}
