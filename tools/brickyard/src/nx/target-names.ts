/** Targets whose output is Brickyard's; executors.json has one executor for each. */
export const targetNames: ReadonlySet<string> = new Set([
  'docker-build',
  'docker-push',
  'docker-test',
  'docker-smoke',
  'lint',
  'lock',
]);
