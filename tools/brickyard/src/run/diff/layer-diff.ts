import type { InventoryDiff } from '../../versioning/inventory-diff';
import type { SharedLayer } from '../names/find-missing-layers';

/** `download`: compressed, as a registry has them; else files, as an engine stores them. */
export type LayerMeasure = 'download' | 'unpacked';

/** The layers of one side, oldest first. */
export interface SideLayers {
  measure: LayerMeasure;
  layers: SideLayer[];
}

export interface SideLayer extends SharedLayer {
  /** Bytes, by the side's measure; null where an engine's history does not tell. */
  size: number | null;
  /** The instruction that made it, in short. */
  step?: string;
}

/** What has the layer: both sides, or one. */
export interface ComparedLayer extends SideLayer {
  in: 'both' | 'from' | 'to';
  /** Packages that make it differ, as `humanize 4.17.0`; left out where that is not known. */
  packages?: string[];
}

export interface LayerDiff {
  from: LayerTotals;
  to: LayerTotals;
  /** Those of `to`, oldest first, and behind them those that only `from` has. */
  layers: ComparedLayer[];
  /** Bytes of `to` that a machine lacks which has `from`, by the measure of `to`. */
  pull: number | null;
}

export interface LayerTotals {
  measure: LayerMeasure;
  /** Bytes of all layers. */
  size: number | null;
}

/** What differs between two images, or lists. */
export interface ImageDiff extends InventoryDiff {
  /** `null` unless both sides are images whose layers are known. */
  layers: LayerDiff | null;
}
