import { BrickyardError, type ErrorCode } from '../../errors';
import type { SshEndpoint } from './endpoint';

/** How the ssh program ended, and what it or the other side said. */
export interface SshEnd {
  /** `null` when a signal ended it. */
  code: number | null;
  words: string;
}

/** ssh's own failures; any other code is that of the command on the other side. */
const SSH_FAILED = 255;
const NOT_FOUND = 127;

/** ssh is not translated, so its words may be looked at. The first match wins. */
const KINDS: readonly (readonly [
  RegExp,
  ErrorCode,
  (host: string) => string,
])[] = [
  [
    /identification has changed|host key for .* has changed/i,
    'ENGINE_DENIED',
    (host) =>
      `ask who runs ${host} whether its key was changed, then forget the old one with \`ssh-keygen -R\``,
  ],
  [
    /host key verification failed/i,
    'ENGINE_DENIED',
    (host) =>
      `connect once with \`ssh ${host}\` and compare the key that it shows; there is no terminal to ask you in here`,
  ],
  [
    /permission denied \(|too many authentication failures/i,
    'ENGINE_DENIED',
    (host) =>
      `\`ssh ${host}\` has to work without a question: load the key with \`ssh-add\`, or name it in the ssh config`,
  ],
];

/** Before the engine said anything: the connection never came about. */
export function sshFailure(endpoint: SshEndpoint, end: SshEnd): BrickyardError {
  const words = quoteWords(end);
  if (end.code !== SSH_FAILED) return remoteFailure(endpoint, end, words);
  const host = destination(endpoint);
  const [, code, hint] = KINDS.find(([shape]) => shape.test(end.words)) ?? [];
  return new BrickyardError(
    code ?? 'ENGINE_UNREACHABLE',
    `ssh does not reach ${endpoint.address}: ${words}`,
    {
      hint: hint?.(host) ?? `\`ssh ${host} docker version\` has to work first`,
    },
  );
}

export function noSshError({ address }: SshEndpoint, cause: unknown) {
  return new BrickyardError(
    'ENGINE_UNREACHABLE',
    `${address} needs the program ssh, and there is none on PATH`,
    { hint: 'install the OpenSSH client', cause },
  );
}

/** ssh got through, and `docker system dial-stdio` failed over there. */
function remoteFailure(
  endpoint: SshEndpoint,
  { code, words: text }: SshEnd,
  words: string,
): BrickyardError {
  const { address } = endpoint;
  const host = destination(endpoint);
  if (code === NOT_FOUND) {
    return new BrickyardError(
      'ENGINE_UNREACHABLE',
      `${address} has no \`docker\` command: ${words}`,
      {
        hint: `install Docker there; \`ssh ${host} docker version\` shows whether a login without a terminal finds it`,
      },
    );
  }
  const denied = /permission denied/i.test(text);
  return new BrickyardError(
    denied ? 'ENGINE_DENIED' : 'ENGINE_UNREACHABLE',
    `no engine answers behind ${address}: ${words}`,
    {
      hint: denied
        ? `over there, the user has to be in the docker group`
        : `start Docker over there; \`ssh ${host} docker version\` asks it`,
    },
  );
}

function destination({ host, user, port }: SshEndpoint): string {
  const login = user === undefined ? host : `${user}@${host}`;
  return port === undefined ? login : `-p ${port} ${login}`;
}

/** The last lines; ssh draws a box of @ around some. */
function quoteWords({ code, words }: SshEnd): string {
  const lines = words
    // eslint-disable-next-line no-control-regex -- They could move the cursor.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^@+|@$/.test(line));
  if (lines.length > 0) return lines.slice(-3).join('\n  | ');
  return code === null ? 'a signal ended ssh' : `ssh ended with ${code}`;
}
