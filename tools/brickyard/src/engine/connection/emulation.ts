import type { EngineConnection } from './engine-connection';

/** What images for Databricks run on. */
const NATIVE = 'amd64';
/** Chosen, not measured: emulation costs a few times, and a limit is no goal. */
const SLOWDOWN = 5;

/** What an engine for another processor means for the images that run on it. */
export interface Emulation {
  /** 1 where nothing is emulated. */
  slowdown: number;
  /** What the user should know. */
  notice?: string;
}

/** https://docs.docker.com/reference/api/engine/ (SystemVersion) */
export async function fetchEmulation(
  connection: EngineConnection,
): Promise<Emulation> {
  const { address } = connection;
  const asked = { method: 'GET', path: '/version' } as const;
  // Something in front of the engine may not let this through.
  const version = await connection.fetch(asked).catch(() => undefined);
  const { Arch: arch } = (version ?? {}) as { Arch?: string };
  if (arch === undefined || arch === NATIVE) return { slowdown: 1 };
  return {
    slowdown: SLOWDOWN,
    notice: `the engine at ${address} is for ${arch}: images for ${NATIVE} are emulated there, which is slow, so time limits are ${SLOWDOWN} times as long`,
  };
}
