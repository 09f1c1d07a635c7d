import type { SshEndpoint } from './endpoint';

/** Seconds until ssh gives up on a machine that does not answer, as with `docker`. */
const CONNECT_TIMEOUT = 30;

/**
 * What to start for a connection to the engine of another machine, as `docker`
 * does: known hosts, aliases, keys and agents are those of the user's ssh.
 * https://github.com/docker/cli/tree/master/cli/connhelper
 */
export function sshCommand({ host, port, user, path }: SshEndpoint): string[] {
  return [
    'ssh',
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...['-o', `ConnectTimeout=${CONNECT_TIMEOUT}`],
    // A terminal on the other side would change the bytes.
    '-T',
    // A host that starts with a dash is no option.
    '--',
    host,
    remoteCommand(path),
  ];
}

/** One text, because the other side's shell reads it. */
function remoteCommand(path: string | undefined): string {
  const host = path === undefined ? '' : ` --host=${quote(`unix://${path}`)}`;
  return `docker${host} system dial-stdio`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
