import type { Environment } from '../http/proxy';
import type { CiHost } from './host/ci-host';
import type { CodeHost } from './host/code-host';
import type { HostTiming } from './host/host-timing';
import { unknownHost } from './host/host-variables';
import { hostTable } from './host-table';

export interface HostChoice {
  hosts?: readonly CiHost[];
  timing?: HostTiming;
}

/** The code host that the variables of a CI job name. Throws HOST_UNKNOWN. */
export function openHost(
  env: Environment,
  { hosts = hostTable, timing }: HostChoice = {},
): CodeHost {
  return findHost(env, hosts).open(env, timing);
}

/** Throws HOST_UNKNOWN where the environment names none. */
export function findHost(
  env: Environment,
  hosts: readonly CiHost[] = hostTable,
): CiHost {
  const found = hosts.find((host) => host.isNamed(env));
  if (found !== undefined) return found;
  const services = hosts.map(({ service }) => service).join(' nor ');
  const needs = hosts.map((host) => `${host.name}: ${host.needs}`).join('; ');
  throw unknownHost(`no code host: neither ${services} runs this`, needs);
}
