import { valueOf } from './ecosystem';
import { ecosystemTable } from './ecosystem-table';

/** `109 Python, 31 R, 212 Debian packages` */
export function countPackages(inventory: object): string {
  const parts = ecosystemTable.flatMap((ecosystem) => {
    const value = valueOf(inventory, ecosystem);
    if (ecosystem.adjective === undefined || value === undefined) return [];
    const count = ecosystem
      .listGroups(value)
      .reduce((sum, { packages }) => sum + packages.length, 0);
    return count === 0 ? [] : [`${count} ${ecosystem.adjective}`];
  });
  return parts.length === 0 ? 'no packages' : `${parts.join(', ')} packages`;
}
