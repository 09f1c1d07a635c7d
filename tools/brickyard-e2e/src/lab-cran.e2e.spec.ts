import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { indexFolder } from '../../lab/lib/cran-index.cjs';
import { type FolderServer, serveFolder } from '../../lab/lib/cran-server.cjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-cran-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A tarball of a package with only a DESCRIPTION. */
function pack(name: string, tarball: string, description: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'DESCRIPTION'), description);
  execFileSync('tar', ['-czf', join(folder, tarball), '-C', folder, name]);
}

function send(
  server: FolderServer,
  path: string,
  { method = 'GET', host = '127.0.0.1' } = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    // Not fetch, which would take `..` out of the path and choose the host.
    const { port } = new URL(server.url);
    request({ port, path, method, headers: { host } }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => (body += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the index of a CRAN mirror', () => {
  it('has the fields that R reads, each on one line', () => {
    pack(
      'quarry',
      'quarry_1.0-2.tar.gz',
      'Package: quarry\nVersion: 1.0-2\nTitle: Stones\nImports: DBI,\n    utils (>= 4.0)\nLicense: MIT\nBuilt: R 4.2.2; ; ; unix\n',
    );
    const [quarry] = indexFolder(folder);
    const { body } = answerOf('PACKAGES.gz');
    expect(body).toBe(
      'Package: quarry\nVersion: 1.0-2\nImports: DBI, utils (>= 4.0)\nLicense: MIT\n' +
        `Built: R 4.2.2; ; ; unix\nMD5sum: ${quarry?.['MD5sum']}\n`,
    );
  });

  it('names a tarball that holds another version', () => {
    pack('quarry', 'quarry_2.tar.gz', 'Package: quarry\nVersion: 1\n');
    expect(() => indexFolder(folder)).toThrow(
      'quarry_2.tar.gz holds quarry_1.tar.gz: rename it',
    );
  });

  it('names a tarball that was cut off, and one without DESCRIPTION', () => {
    writeFileSync(join(folder, 'quarry_1.tar.gz'), 'half');
    expect(() => indexFolder(folder)).toThrow('is not a whole gzip file');
    mkdirSync(join(folder, 'empty'));
    execFileSync('tar', [
      ...['-czf', join(folder, 'quarry_1.tar.gz')],
      ...['-C', folder, 'empty'],
    ]);
    expect(() => indexFolder(folder)).toThrow('has no quarry/DESCRIPTION');
  });

  function answerOf(name: string): { body: string } {
    const bytes = execFileSync('cat', [join(folder, name)]);
    return { body: gunzipSync(bytes).toString() };
  }
});

describe('the server of a CRAN mirror', () => {
  let server: FolderServer;
  const seen: string[] = [];

  beforeEach(async () => {
    mkdirSync(join(folder, 'public/src'), { recursive: true });
    writeFileSync(join(folder, 'public/PACKAGES'), 'Package: quarry\n');
    writeFileSync(join(folder, 'secret'), 'secret');
    symlinkSync('../secret', join(folder, 'public/way-out'));
    server = await serveFolder(join(folder, 'public'), {
      onRequest: (...words) => seen.push(words.join(' ')),
    });
  });
  afterEach(() => server.close());

  it('serves a file, and tells who asked for what', async () => {
    expect(await send(server, '/PACKAGES?x')).toEqual({
      status: 200,
      body: 'Package: quarry\n',
    });
    expect(await send(server, '/PACKAGES', { method: 'HEAD' })).toEqual({
      status: 200,
      body: '',
    });
    expect(seen).toEqual(['GET /PACKAGES?x 200', 'HEAD /PACKAGES 200']);
  });

  it.each([
    ['a path that leads out', '/../secret', {}, 404],
    ['an encoded path that leads out', '/%2e%2e%2fsecret', {}, 404],
    ['a link that leads out', '/way-out', {}, 404],
    ['the folder itself', '/', {}, 404],
    ['a folder in it', '/src', {}, 404],
    ['a zero byte', '/PACKAGES%00', {}, 404],
    ['a broken escape', '/%zz', {}, 400],
    ['another host name', '/PACKAGES', { host: 'example.org' }, 403],
    ['a write', '/PACKAGES', { method: 'PUT' }, 405],
  ])('refuses %s', async (_what, path, options, status) => {
    const answer = await send(server, path, options);
    expect(answer).toEqual({ status, body: `${status}\n` });
  });
});
