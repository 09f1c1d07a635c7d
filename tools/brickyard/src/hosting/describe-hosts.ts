import { longestMarker } from './comment/marker';
import type { CiHost } from './host/ci-host';
import { hostTable } from './host-table';

/** What a job needs at each host, for the help of a command. */
export function renderHostHelp(hosts: readonly CiHost[] = hostTable): string {
  return hosts.map(({ help }) => help.trim()).join('\n\n');
}

/** Why git may be refused by a remote, and what to change. */
export function renderPushHint(hosts: readonly CiHost[] = hostTable): string {
  const permissions = hosts.map(
    ({ pushPermission, service }) => `\`${pushPermission}\` in ${service}`,
  );
  return `git uses the credentials of the checkout: ${permissions.join(', ')}`;
}

/** `GITHUB_EVENT_PATH or SYSTEM_PULLREQUEST_PULLREQUESTID` */
export function listPullRequestVariables(
  hosts: readonly CiHost[] = hostTable,
): string {
  return hosts.map((host) => host.pullRequestVariable).join(' or ');
}

/** The longest text that every host takes as a comment with its marker, in characters. */
export function longestText(hosts: readonly CiHost[] = hostTable): number {
  const limits = hosts.map((host) => host.limits.comment);
  return Math.min(...limits) - longestMarker;
}
