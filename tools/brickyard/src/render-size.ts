/** Decimal units, as registries and docker count: `412.3 MB`. */
export function renderSize(bytes: number): string {
  // Just below the next unit, rounding would give 1000.0 of this one.
  if (bytes < 999_950) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
