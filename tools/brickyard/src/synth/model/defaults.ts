/** The version in maintenance, while its successor is still new. */
export const defaultNode = '22';
/** It has an engine. Named by its release, since `latest` moves. */
export const defaultRunner = 'ubuntu-24.04';
/** Every night, UTC. */
export const defaultSchedule = '0 3 * * *';
export const defaultConnection = 'brickyard';

/** For every step: in CI, Nx otherwise hides the output of tasks that succeed, and with it their warnings. */
export const everyStep = { NX_DEFAULT_OUTPUT_STYLE: 'stream' };
