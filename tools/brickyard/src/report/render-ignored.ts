import type { Ignored } from '../run/ask/read-built';

const reasons: Readonly<Record<Ignored['reason'], string>> = {
  'older files': 'files have changed since that image was built',
  'other version': 'another version of Brickyard wrote it',
  'other line': 'it is of another runtime line',
  damaged: 'it cannot be read',
  'unknown base': 'it is not known whether it is of this image',
};

/** Records that do not count, by reason. */
export function renderIgnored({
  ignored,
  missingBases,
}: {
  ignored: readonly Ignored[];
  missingBases: readonly string[];
}): string[] {
  const found = [...new Set(ignored.map(({ reason }) => reason))];
  return found.map((reason) => {
    const files = ignored
      .filter((each) => each.reason === reason)
      .map(({ file }) => file);
    const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
    const base =
      reason === 'unknown base'
        ? `:\n  images.lock.json has no digest of ${missingBases.join(', ')}, and no registry told it`
        : '';
    return `Not used: ${files[0]}${more}: ${reasons[reason]}${base}.`;
  });
}
