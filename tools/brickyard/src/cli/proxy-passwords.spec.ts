import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { TestWorkspace } from '../run/testing/test-workspace';
import { runCommand } from './main';

const password = 'h/nter:2@x';
const spellings = [
  password,
  encodeURIComponent(password),
  Buffer.from(`ann:${password}`).toString('base64'),
];

let workspace: TestWorkspace;
let proxy: Server;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  // A proxy that tells what it was told.
  proxy = createServer();
  const tell = (headers: NodeJS.Dict<string | string[]>) =>
    `no: ${String(headers['proxy-authorization'])} ${password}`;
  proxy.on('request', ({ headers }, response) =>
    response.writeHead(407).end(tell(headers)),
  );
  proxy.on('connect', ({ headers }, socket) =>
    socket.end(`HTTP/1.1 407 ${tell(headers)}\r\n\r\n${tell(headers)}`),
  );
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await workspace.close();
});

/** Every address that a user may have written, and what comes of it. */
const addresses = {
  'refuses its login': (port: number) =>
    `http://ann:${encodeURIComponent(password)}@127.0.0.1:${port}`,
  'is not there': () =>
    `http://ann:${encodeURIComponent(password)}@127.0.0.1:1`,
  'is not encoded': (port: number) =>
    `http://ann:${password}@127.0.0.1:${port}`,
  'has no scheme': (port: number) => `ann:${password}@127.0.0.1:${port}`,
  'is of another kind': () => `socks5://ann:${password}@127.0.0.1:1`,
};
const variables = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'];
const commands = [
  'plan --json',
  'refresh --keep-going --failures=dist/failures.json',
  'doctor registry.invalid/team/python:1',
  'diff registry.invalid/team/python:1 base',
  'definition registry.invalid/team/python:1 --history',
  'comment --file=packages/base/Dockerfile --pull-request=1',
];

describe.each(Object.entries(addresses))(
  'a proxy that %s',
  (_what, address) => {
    it.each(commands)('leaves no password in what %s writes', async (line) => {
      const { port } = proxy.address() as AddressInfo;
      const told: string[] = [];
      const output = { write: (text: string) => void told.push(text) };
      const value = address(port);
      // What people write may tell it, too.
      const thrown = JSON.stringify(`cannot use ${value} ${password}`);
      workspace.addFlavour('tells', {
        Dockerfile: 'FROM ubuntu:24.04\n',
        'image.ts': `throw new Error(${thrown});\nexport default {};\n`,
      });
      await runCommand(line.split(' '), {
        cwd: workspace.root,
        environment: {
          ...Object.fromEntries(variables.map((name) => [name, value])),
          DOCKER_HOST: `unix://${join(workspace.root, 'no.sock')}`,
          DOCKER_CONFIG: mkdtempSync(join(workspace.root, 'docker-')),
          GITHUB_TOKEN: 't',
          GITHUB_REPOSITORY: 'team/images',
          GITHUB_API_URL: 'https://api.invalid',
        },
        ...{ stdout: output, stderr: output },
      });
      const written = [told.join(''), ...readRecords()].join('\n');
      expect(written).not.toBe('');
      for (const each of spellings) expect(written).not.toContain(each);
    });
  },
);

function readRecords(): string[] {
  const folder = join(workspace.root, 'dist');
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        readFileSync(join(parentPath, name), 'utf8'),
      );
  } catch {
    return [];
  }
}
