import { renderLines } from '../outlet/printable';
import { renderSize } from '../render-size';
import type {
  BaseStatus,
  ImageStatus,
  LockStatus,
  PublishedStatus,
  TestStatus,
} from '../run/status/image-status';
import type { Status } from '../run/status/read-status';
import { renderTable } from './render-table';

const heads = [
  ...['image', 'published', 'base', 'locks', 'tests', 'rules', 'size'],
];
const nothing = '–';

/** A line for each image; ages are counted until `now`. */
export function renderStatus(status: Status, now: Date): string {
  const rows = status.images.map((image) => [
    `${image.flavour}@${image.runtime}`,
    renderPublished(image.published),
    renderBase(image.base, now),
    renderLocks(image.lock, now),
    ...renderTests(image),
    image.published === null ? nothing : renderSize(image.published.size),
  ]);
  return renderLines([
    ...renderTable([heads, ...rows]),
    '',
    ...renderFoot(status),
  ]);
}

function renderPublished(published: PublishedStatus | null): string {
  if (published === null) return 'no';
  const day = published.created.slice(0, 10) || 'yes';
  if (published.isCurrent === false) return `${day}, files changed`;
  return published.isCurrent === null ? `${day} (?)` : day;
}

function renderBase(base: BaseStatus | null, now: Date): string {
  if (base === null) return nothing;
  if (!base.isLocked) return 'not locked';
  return base.since === null ? 'locked' : renderAge(base.since, now);
}

function renderLocks(
  { state, since, isChanged }: LockStatus,
  now: Date,
): string {
  if (state === 'none') return nothing;
  if (state !== 'ok') return state;
  if (isChanged) return 'not committed';
  return since === null ? 'ok' : renderAge(since, now);
}

function renderTests({ isLibrary, tests, rules }: ImageStatus): string[] {
  if (isLibrary) return [nothing, nothing];
  return [
    tests === null ? 'not run' : renderCounts(tests),
    rules === null ? 'not run' : renderRules(rules),
  ];
}

function renderCounts({ passed, failed }: TestStatus): string {
  if (failed > 0) return `${failed} failed`;
  return passed === 0 ? 'none' : `${passed} passed`;
}

function renderRules({
  errors,
  warnings,
}: NonNullable<ImageStatus['rules']>): string {
  const count = (number: number, what: string) =>
    number === 0 ? [] : [`${number} ${what}${number > 1 ? 's' : ''}`];
  const parts = [...count(errors, 'error'), ...count(warnings, 'warning')];
  return parts.length === 0 ? 'hold' : parts.join(', ');
}

/** `today`, `1 day`, `12 days` */
export function renderAge(since: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(since)) / 86_400_000);
  if (days < 1) return 'today';
  return days === 1 ? '1 day' : `${days} days`;
}

function renderFoot({ images, missingBases, undated }: Status): string[] {
  const isCompared = images.every(
    ({ published }) => published?.isCurrent !== null,
  );
  const changed = images.filter(
    ({ published }) => published?.isCurrent === false,
  );
  return [
    countPublished(images),
    ...(changed.length > 0
      ? ['files changed: npx brickyard plan says what, a push publishes it.']
      : []),
    ...(isCompared
      ? []
      : [
          `(?): whether that is what the files say now is not known: images.lock.json has no digest of`,
          `${missingBases.join(', ')}, and no registry told it.`,
        ]),
    ...(undated === null ? [] : [`No age of locks: ${undated}.`]),
  ];
}

function countPublished(images: readonly ImageStatus[]): string {
  const current = images.filter(({ published }) => published?.isCurrent);
  const are = current.length === 1 ? 'is' : 'are';
  return `${current.length} of ${images.length} images ${are} published as their files stand.`;
}
