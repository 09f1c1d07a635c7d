import { HttpRegistry } from '../../../brickyard/src/registry/http-registry';
import { digestOf } from '../../../brickyard/src/registry/protocol/digest';
import { MEDIA_TYPES } from '../../../brickyard/src/registry/protocol/manifest-type';
import { attemptAsync, judgeText } from '../judge';
import { PLANTED, PLANTED_URL } from '../mutate';
import { NEXT, RawServer } from '../raw-server';
import type { Target } from '../target';

/** The first line names what is asked; below are the answers, as bytes of HTTP. */
export const registry: Target = {
  name: 'registry',
  listSeeds: () =>
    Object.keys(calls).flatMap((name) =>
      answers.map((each) => `${name}\n${each.join(NEXT)}`),
    ),
  tokens: [
    ...[
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 401 No\r\n',
      'HTTP/1.1 404 No\r\n',
      NEXT,
    ],
    ...['HTTP/1.1 307 Go\r\n', 'HTTP/1.1 429 Wait\r\n', 'HTTP/1.1 503 No\r\n'],
    ...[
      'HTTP/1.1 202 Yes\r\n',
      'HTTP/1.1 201 Yes\r\n',
      '\r\n\r\n',
      '\r\n',
      '"',
    ],
    ...[
      'Location: ',
      'http://h.test/v2/a',
      '//h.test',
      'https://h.test:0/',
      '?',
    ],
    ...['Www-Authenticate: ', 'Bearer realm="http://h.test/t"', ',service="s"'],
    ...[
      ',scope="repository:a:pull"',
      'Basic realm="a\\"b"',
      ',,',
      '=',
      ';',
      '<',
    ],
    ...[
      'Link: </v2/a/tags/list?last=b>; rel="next"',
      'Retry-After: ',
      '1e99',
      '-1',
    ],
    ...[
      'Docker-Content-Digest: sha256:',
      'Content-Length: 5\r\n',
      '\\',
      ' ',
      '>',
    ],
    ...[
      'Content-Type: text/html\r\n',
      'Transfer-Encoding: chunked\r\n',
      '5\r\n',
    ],
    ...[
      '{"errors":[{"code":"DENIED","message":"a"}]}',
      '{"token":"a"}',
      '[',
      '{',
    ],
    ...[
      '{"tags":["a"]}',
      '{"manifests":[',
      '"schemaVersion":2',
      ',"size":-1',
      '}',
    ],
    ...[
      '"expires_in":"x"',
      'OCI-Subject: a\r\n',
      'Range: 0-5\r\n',
      'null',
      ']',
    ],
  ],
  check: async (input) => {
    const text = input.toString();
    const first = text.slice(0, text.indexOf('\n'));
    const call = calls[first] ?? calls['listTags'];
    const raw = await (server ??= RawServer.start());
    raw.answerWith(input.subarray(first.length + 1));
    // Who was told the password may repeat it, and nobody else knows it.
    const known = () => (raw.isTold(basic) ? PLANTED_URL : '');
    const client = new HttpRegistry({
      env: {},
      timeout: 500,
      ...{ sleep: () => Promise.resolve(), random: () => 0, now: () => 1e12 },
      insecureRegistries: [raw.host],
      credentialsFor: () =>
        Promise.resolve({ username: 'ann', password: PLANTED }),
      tell: (message) => judgeText(known(), message),
    });
    const at = { registry: raw.host, repository: 'a' };
    await attemptAsync(known, () => call?.(client, at) ?? Promise.resolve());
  },
};

const basic = Buffer.from(`ann:${PLANTED}`).toString('base64');

let server: Promise<RawServer> | undefined;

type Call = (
  client: HttpRegistry,
  at: { registry: string; repository: string },
) => Promise<unknown>;

const bytes = Buffer.from('{"schemaVersion":2,"config":{"digest":"x"}}');
const digest = digestOf(bytes);
const mediaType = MEDIA_TYPES.ociManifest;
const manifest = { bytes, mediaType };
const subject = { mediaType, digest, size: bytes.length };
const artifact = { artifactType: 'a/b', mediaType: 'a/b', bytes };

const calls: Readonly<Record<string, Call>> = {
  headManifest: (client, at) => client.headManifest(at, 'b'),
  getManifest: (client, at) => client.getManifest(at, digest),
  putManifest: (client, at) => client.putManifest(at, 'b', manifest),
  moveTag: (client, at) => client.moveTag(at, 'b', manifest),
  findMissing: (client, at) => client.findMissingRepository(at, 'b'),
  deleteManifest: (client, at) => client.deleteManifest(at, digest),
  checkWritable: (client, at) => client.checkWritable(at),
  hasBlob: (client, at) => client.hasBlob(at, digest),
  getBlob: (client, at) => client.getBlob(at, digest),
  uploadBlob: (client, at) => client.uploadBlob(at, bytes),
  mountBlob: (client, at) => client.mountBlob(at, digest, 'c'),
  putReferrer: (client, at) => client.putReferrer(at, subject, artifact),
  listReferrers: (client, at) => client.listReferrers(at, digest),
  getReferrer: (client, at) => client.getReferrer(at, digest),
  listTags: (client, at) => client.listTags(at),
};

function answer(status: string, headers: string[], body = ''): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const lines = [`HTTP/1.1 ${status}`, ...headers, length];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const json = 'Content-Type: application/json';
const ask =
  'Www-Authenticate: Bearer realm="http://h.test/token",service="s",scope="repository:a:pull"';
const denied = JSON.stringify({
  errors: [{ code: 'DENIED', message: `ann:${PLANTED} may not` }],
});
const index = JSON.stringify({
  schemaVersion: 2,
  manifests: [{ mediaType, digest, size: 5, artifactType: 'a/b' }],
});
const told = `Docker-Content-Digest: ${digest}`;
const login = [
  answer('401 No', [ask], denied),
  answer('200 OK', [json], '{"token":"abc","expires_in":60}'),
];

/** What registries say, for any of the calls. */
const answers: readonly string[][] = [
  [answer('200 OK', [`Content-Type: ${mediaType}`, told], bytes.toString())],
  [answer('200 OK', [json], '{"name":"a","tags":["b"]}')],
  [
    answer(
      '200 OK',
      [json, 'Link: </v2/a/tags/list?last=b>; rel="next"'],
      '{"name":"a","tags":["b"]}',
    ),
    answer('200 OK', [json], '{"name":"a","tags":null}'),
  ],
  [answer('200 OK', [`Content-Type: ${MEDIA_TYPES.ociIndex}`], index)],
  [...login, answer('200 OK', [json, told], bytes.toString())],
  [...login, answer('401 No', [ask], denied)],
  [answer('401 No', ['Www-Authenticate: Basic realm="a"'], denied), ...login],
  [answer('404 No', [json], '{"errors":[{"code":"NAME_UNKNOWN"}]}')],
  [
    answer('202 Yes', ['Location: /v2/a/blobs/uploads/u?x=1']),
    answer('201 Yes', [told]),
  ],
  [
    answer('307 Go', ['Location: http://h.test/elsewhere?sig=1']),
    answer('200 OK', [told], bytes.toString()),
  ],
  [answer('429 Wait', ['Retry-After: 5'], denied)],
  [answer('503 No', ['Retry-After: Wed, 21 Oct 2015 07:28:00 GMT'])],
  [answer('403 No', [json], denied)],
  [answer('200 OK', ['Content-Type: text/html'], '<title>Sign in</title>')],
  [`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`],
];
