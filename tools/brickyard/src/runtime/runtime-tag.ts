import type { Runtime } from './schema';

/**
 * The tag of an image for this line: `dbr17.3`. A line that is not a Databricks
 * runtime keeps its own name, so that the two are not confused.
 */
export function runtimeTag(runtime: Runtime): string {
  return runtime.databricks
    ? `dbr${runtime.name.replace(/-LTS$/, '')}`
    : runtime.name;
}
