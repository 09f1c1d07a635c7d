/** A version in maintenance for as long as its successor is new. */
export const defaultNode = '22';
/** Has an engine; named, since `latest` moves. */
export const defaultRunner = 'ubuntu-24.04';
/** Every night, UTC. */
export const defaultSchedule = '0 3 * * *';
export const defaultConnection = 'brickyard';

/** Of every step: in CI, Nx shows nothing of tasks that succeed, warnings included. */
export const everyStep = { NX_DEFAULT_OUTPUT_STYLE: 'stream' };
