import { setTimeout as delay } from 'node:timers/promises';

import type { InventoryRecord } from '../../brickyard/src/run/records/inventory-record';
import { expectFailure } from './expectations';
import { JupyterClient } from './jupyter-client';
import type { RunningCommand } from './running-command';
import { findPlaceRuntime } from './scratch-profile';
import { BRICKYARD } from './scratch-workspace';
import { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

let bed: TestBed;
let popeye: Notebook;

/** The first of a machine installs JupyterLab and IRkernel. */
const PATIENCE = 900;

/** As `name version`; pip's normalisation of names. */
const listPython = `
import importlib.metadata, re
found = {str(d._path): d for d in importlib.metadata.distributions()}.values()
print("\\n".join(sorted(re.sub("[-_.]+", "-", d.metadata["Name"]).lower() + " " + d.version for d in found)))
`;

const listR = `
found <- unique(installed.packages()[, c("Package", "Version")])
cat(sort(paste(found[, 1], found[, 2]), method = "radix"), sep = "\\n")
`;

beforeAll(async () => {
  bed = await TestBed.openWith(['popeye', 'r', 'minimal']);
  popeye = await open('popeye', '--mount');
}, 1_200_000);
afterAll(() => bed?.close());

describe('brickyard notebook popeye', () => {
  it('has the Python and the R of the image, and no other kernel', async () => {
    expect(await popeye.client.listKernels()).toEqual({
      python3: expect.stringMatching(/^Python 3\.\d+$/) as unknown,
      ir: expect.stringMatching(/^R 4\.\d+\.\d+$/) as unknown,
    });
  });

  it('answers nobody without the token', async () => {
    expect(await popeye.client.statusWithoutToken()).toBe(403);
  });

  it('runs a cell in Python, on the Python of notebooks, in the shared folder', async () => {
    const code =
      'import os, sys, pandas\nprint(sys.executable, os.getcwd())\npandas.Series([20, 22]).sum()';
    const said = await popeye.client.runCell('python3', code);
    expect(said).toMatch(/^\/databricks\/python3\/bin\/python3 \/\w+.*\n.*42/s);
  });

  it('runs a cell in R', async () => {
    const code = 'library(data.table); sum(data.table(x = c(20, 22))$x)';
    expect(await popeye.client.runCell('ir', code)).toContain('42');
  });

  it('calls Python from R', async () => {
    const code = 'reticulate::import("numpy")$sum(c(20, 22))';
    expect(await popeye.client.runCell('ir', code)).toContain('42');
  });

  it.each([
    ['python3', listPython, pythonOf],
    ['ir', listR, rOf],
  ])(
    'sees the packages of the image in %s, no more and no fewer',
    async (kernel, code, expected) => {
      const said = await popeye.client.runCell(kernel, code);
      expect(said.trim().split('\n')).toEqual(expected(inventory('popeye')));
    },
  );

  it.each([
    ['python3', 'import os\nprint("\\n".join(os.environ))'],
    ['ir', 'cat(names(Sys.getenv()), sep = "\\n")'],
  ])(
    'adds to the environment of %s only what Jupyter or R does',
    async (kernel, code) => {
      const said = await popeye.client.runCell(kernel, code);
      const program = kernel === 'ir' ? ['Rscript', '-e', code] : ['env'];
      const { stdout } = await bed.workspace.brickyard(
        ['shell', 'popeye', '--'].concat(program),
      );
      const known = stdout.split('\n').map((line) => line.split('=')[0]);
      const added = said
        .trim()
        .split('\n')
        .filter((name) => !known.includes(name));
      const own =
        /^(JPY_\w+|IPYKERNEL_\w+|PYDEVD_\w+|CLICOLOR\w*|FORCE_COLOR|PAGER|GIT_PAGER|MPLBACKEND|TERM|OMP_NUM_THREADS|KMP_\w+|LINES|COLUMNS|R_SESSION_TMPDIR)$/;
      expect(added.filter((name) => !own.test(name))).toEqual([]);
    },
  );

  it('says that a port is taken, and how to choose another', async () => {
    const { port } = new URL(popeye.url);
    const finished = await bed.workspace.brickyard([
      'notebook',
      'popeye',
      '--port',
      port,
    ]);
    expectFailure(finished, 'PORT_TAKEN', port, `--port=${Number(port) + 1}`);
  });

  it('leaves no container at Ctrl-C, keeps what was saved, and its volumes', async () => {
    const code = 'open("made", "w").write("made")';
    await popeye.client.runCell('python3', code);
    expect(await listContainers('popeye')).toHaveLength(1);
    popeye.command.pressCtrlC();
    const { status, output } = await popeye.command.finished;
    expect(output).toContain('its container is removed');
    expect(status).toBe(0);
    expect(await listContainers('popeye')).toEqual([]);
    expect(bed.workspace.read('made')).toBe('made');
    const again = await open('popeye');
    expect(again.command.output).not.toContain('is installed');
    again.command.pressCtrlC();
    await again.command.finished;
  });
});

describe('an image whose Python has no kernel', () => {
  it('gets one that its list of packages does not show, and goes when the command is killed', async () => {
    const { client, command } = await open('r');
    expect(command.output).toContain('no ipykernel');
    const said = await client.runCell('python3', listPython);
    expect(said.trim().split('\n')).toEqual(pythonOf(inventory('r')));
    const library = 'tryCatch(library(IRkernel), error = conditionMessage)';
    expect(await client.runCell('ir', library)).toContain('no package called');
    command.kill();
    await waitUntil('no container is left', async () => {
      return (await listContainers('r')).length === 0;
    });
  });
});

describe('brickyard notebook says what is wrong', () => {
  it('of an image without the Python of notebooks', async () => {
    const finished = await bed.workspace.brickyard([
      'notebook',
      'minimal',
      '--port',
      '0',
    ]);
    expectFailure(finished, 'NOTEBOOK_UNAVAILABLE', '/databricks/python3');
  });

  it('where no engine answers', async () => {
    const DOCKER_HOST = `unix://${bed.workspace.root}/no.sock`;
    const finished = await bed.workspace.brickyard(
      ['notebook', 'popeye', '--port', '0'],
      { DOCKER_HOST },
    );
    expectFailure(finished, 'ENGINE_UNREACHABLE', 'start Docker');
  });
});

interface Notebook {
  command: RunningCommand;
  url: string;
  client: JupyterClient;
}

/** On a free port, once it answers. */
async function open(...words: string[]): Promise<Notebook> {
  const argv = [process.execPath, BRICKYARD, 'notebook', ...words];
  const command = bed.workspace.start([...argv, '--port', '0']);
  const address = /^http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+$/m;
  const over = command.finished.then(({ output }) => {
    throw new Error(`it ended:\n${output}`);
  });
  over.catch(() => undefined);
  for (let i = 0; i < PATIENCE && !address.test(command.output); i++)
    await Promise.race([delay(1000), over]);
  const [url = ''] = address.exec(command.output) ?? [];
  return { command, url, client: new JupyterClient(url) };
}

function inventory(flavour: string): InventoryRecord {
  const path = `dist/packages/${flavour}/inventory.json`;
  return JSON.parse(bed.workspace.read(path)) as InventoryRecord;
}

function listContainers(flavour: string): Promise<string[]> {
  const line = findPlaceRuntime(process.env, '17.3-LTS');
  return bed.engine.listContainers(bed.localName(flavour, line));
}

function pythonOf({ python }: InventoryRecord): string[] {
  const visible = python.filter(({ environment }) =>
    ['/databricks/python3', '/usr'].includes(environment),
  );
  return visible
    .flatMap(({ packages }) => packages)
    .map(({ name, version }) => {
      return `${name.toLowerCase().replace(/[-_.]+/g, '-')} ${version}`;
    })
    .sort();
}

function rOf({ r }: InventoryRecord): string[] {
  const packages = r?.packages ?? [];
  return packages.map(({ name, version }) => `${name} ${version}`).sort();
}
