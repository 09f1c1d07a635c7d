/** Variables that the test runner sets for itself, or a user for another workspace. */
const FOREIGN = /^(BRICKYARD|NX|GIT)_/;

/** The environment that a user's shell would give to Nx in a scratch workspace. */
export function scratchEnvironment(
  environment: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(
    ([name]) => !FOREIGN.test(name),
  );
  return {
    ...Object.fromEntries(own),
    CI: 'true',
    FORCE_COLOR: '0',
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
  };
}
