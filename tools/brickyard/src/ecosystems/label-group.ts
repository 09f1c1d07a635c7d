import { findEcosystem } from './ecosystem-table';
import type { PackageGroup } from './package';

/** What texts call an ecosystem: `apt`. */
export function labelOf(name: string): string {
  return findEcosystem(name)?.label ?? name;
}

/** `python /databricks/python3` */
export function labelGroup({
  ecosystem,
  environment,
}: Pick<PackageGroup, 'ecosystem' | 'environment'>): string {
  const label = labelOf(ecosystem);
  return environment === null ? label : `${label} ${environment}`;
}
