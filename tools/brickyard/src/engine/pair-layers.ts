import type { EngineLayer } from './engine';

/** https://docs.docker.com/reference/api/engine/ (ImageHistory) */
export interface HistoryEntry {
  CreatedBy?: string;
  Comment?: string;
  /** Bytes. */
  Size?: number;
}

/** What makes no layer, whatever it says. */
const metadata =
  /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/;
/** Makes one only if its folder was not there. */
const folder = /^(?:\/bin\/sh -c #\(nop\)\s+)?WORKDIR\b/;

/**
 * Layers with the steps that made them, both oldest first. The engine's API does
 * not say which step has made a layer, and a layer may be empty: where the two
 * do not fit together, nothing is said of any layer but its digest.
 */
export function pairLayers(
  layers: readonly string[],
  history: readonly HistoryEntry[],
): EngineLayer[] {
  const made = findMaking(layers.length, history);
  return layers.map((unpacked, index) => {
    const { CreatedBy, Comment, Size } = made?.[index] ?? {};
    const createdBy = CreatedBy || Comment || '';
    return { unpacked, size: Size ?? null, createdBy };
  });
}

function findMaking(
  count: number,
  history: readonly HistoryEntry[],
): HistoryEntry[] | undefined {
  const hasBytes = ({ Size = 0 }: HistoryEntry) => Size > 0;
  const says = (pattern: RegExp, { CreatedBy = '' }: HistoryEntry) =>
    pattern.test(CreatedBy);
  const steps = history.filter(
    (each) => hasBytes(each) || !says(metadata, each),
  );
  const readings = [
    steps,
    steps.filter((each) => hasBytes(each) || !says(folder, each)),
    steps.filter(hasBytes),
  ];
  return readings.find(({ length }) => length === count);
}
