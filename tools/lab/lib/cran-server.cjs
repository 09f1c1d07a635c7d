// Serves the files of one folder to this machine, and to no other.
// By hand: node tools/lab/lib/cran-server.cjs <folder> <port>; port 0 picks a
// free one, and the line it prints says which.
'use strict';

const { createReadStream, realpathSync, statSync } = require('node:fs');
const { createServer } = require('node:http');
const { join, sep } = require('node:path');

const host = '127.0.0.1';

/**
 * Resolves once it listens. `onRequest(method, path, status)` is called for
 * every answer. The folder may be a link that is set anew while this runs.
 */
function serveFolder(folder, { port = 0, onRequest = () => undefined } = {}) {
  const server = createServer((request, response) => {
    const { status, file, size } = answer(folder, request);
    onRequest(request.method, request.url, status);
    response.setHeader('x-content-type-options', 'nosniff');
    if (status === 405) response.setHeader('allow', 'GET, HEAD');
    if (status !== 200) return sendProblem(response, status);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': size,
    });
    if (request.method === 'HEAD') return response.end();
    // A file that fails half-way must look like that, not like a short one.
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve({
        url: `http://${host}:${server.address().port}`,
        close: () => close(server),
      }),
    );
  });
}

function answer(folder, { method, url, headers }) {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 };
  // A web page may point its own host name here; its browser then sends that.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) {
    return { status: 403 };
  }
  try {
    return findFile(realpathSync(folder), decodeURIComponent(pathOf(url)));
  } catch (error) {
    return { status: error instanceof URIError ? 400 : 404 };
  }
}

const pathOf = (url) => url.split(/[?#]/)[0];

/** Links are followed only as long as they stay in the folder. */
function findFile(root, path) {
  const file = realpathSync(join(root, path));
  const state = statSync(file);
  const isInside = file.startsWith(root + sep);
  if (!isInside || !state.isFile()) return { status: 404 };
  return { status: 200, file, size: state.size };
}

function sendProblem(response, status) {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(`${status}\n`);
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

module.exports = { serveFolder };

if (require.main === module) {
  const [folder = '.', port = '0'] = process.argv.slice(2);
  const log = (...words) => console.log(words.join(' '));
  serveFolder(folder, { port: Number(port), onRequest: log }).then(
    ({ url }) => log(`serving ${folder} on ${url}`),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
