/** https://docs.docker.com/reference/api/engine/ (SystemInfo) */
export interface EngineInfo {
  /** Pairs of a name and its value. */
  DriverStatus?: readonly (readonly string[])[] | null;
}

/** Docker's documentation names this as the way to tell. */
export function hasContainerdStore({ DriverStatus }: EngineInfo): boolean {
  return (DriverStatus ?? []).some(
    ([name, value]) =>
      name === 'driver-type' && value?.startsWith('io.containerd.'),
  );
}
