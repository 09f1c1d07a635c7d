import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { AttachRequest, Engine } from '../../engine/engine';
import { BrickyardError, isBrickyardError } from '../../errors';
import { IRKERNEL_TARGET } from '../../notebook/fill-irkernel';
import { JUPYTER_TARGET } from '../../notebook/fill-jupyter';
import { hiddenKernel, rKernel } from '../../notebook/kernels';
import {
  launcher,
  type LaunchRow,
  type LaunchSettings,
  startLauncher,
} from '../../notebook/launcher';
import { parseRows, rowMark } from '../../rows/row';
import { sealRows } from '../../rows/seal-rows';
import { PYTHON } from '../../runtime/notebook-python';
import {
  type HeldImage,
  holdImage,
  type HoldRequest,
} from '../names/hold-image';
import type { Services } from '../shell/services';
import { awaitPage } from './await-page';
import {
  type KitRequest,
  type NotebookKit,
  prepareNotebook,
} from './prepare-notebook';
import { shareFolder } from './share-folder';
import { takeLines } from './take-lines';
import { takePort } from './take-port';

export interface NotebookRequest extends HoldRequest {
  /** Of loopback; 0 takes one that is free. */
  port: number;
  /** Absolute: a folder of this machine that notebooks are in. */
  folder?: string;
  onReady: (notebook: OpenNotebook) => void;
}

/** A notebook that answers. */
export interface OpenNotebook {
  reference: string;
  port: number;
  /** With the token. */
  url: string;
  kit: NotebookKit;
  /** Where the engine is, if not here: the page is on its loopback. */
  elsewhere?: string;
}

/** Of the container, where it has a network of its own. */
const INNER_PORT = 8888;

/**
 * Serves JupyterLab with an image's Python and R until its signal ends it; it ends by
 * itself only when something is wrong. Rejects PORT_TAKEN, NOTEBOOK_UNAVAILABLE,
 * OPTIONS_INVALID for a folder that the engine does not have, INTERRUPTED, and what
 * `holdImage` throws.
 */
export async function openNotebook(
  request: NotebookRequest,
  { engine }: Pick<Services, 'engine'>,
): Promise<never> {
  const folder = shareFolder(request.folder, engine);
  const port = await choosePort(request.port, engine);
  const held = await holdImage(request, engine);
  const kit = await prepareNotebook(held, request, { engine });
  const serve = () =>
    serveNotebook({ ...request, port, folder, held, kit }, engine);
  if (await serve()) throw endedError(held.reference);
  // An earlier run was killed while it filled the volume.
  await engine.removeVolume(kit.volumes.jupyter);
  await prepareNotebook(held, request, { engine });
  await serve();
  throw endedError(held.reference);
}

/** What another machine has is known to its engine alone. */
async function choosePort(
  port: number,
  { elsewhere }: Engine,
): Promise<number> {
  if (elsewhere === undefined) return takePort(port);
  if (port !== 0) return port;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--port=0: which ports are free at ${elsewhere} is not known here`,
    { hint: 'name one: --port=8889' },
  );
}

interface Serving extends Omit<NotebookRequest, 'folder'>, KitRequest {
  folder: AttachRequest['folder'];
  held: HeldImage;
  kit: NotebookKit;
}

/** Resolves when the server has ended by itself; to `false` where its volume is not whole. */
async function serveNotebook(
  serving: Serving,
  engine: Engine,
): Promise<boolean> {
  const { held, port, folder, kit, say, signal, workspace } = serving;
  const network = workspace.options.buildNetwork ?? 'bridge';
  const isHost = network === 'host';
  const token = randomBytes(24).toString('hex');
  const { input, open } = sealLauncher({
    token,
    ...(isHost
      ? { ip: '127.0.0.1', port }
      : { ip: '0.0.0.0', port: INNER_PORT }),
    root: folder?.target ?? '/root',
    hiddenKernel: kit.python.hasKernel ? null : hiddenKernel,
    rKernel: kit.r === undefined ? null : rKernel,
    names: { python: `Python ${kit.python.version}`, r: `R ${kit.r}` },
  });
  let isWhole = true;
  const stop = new AbortController();
  const onRow = (kind: LaunchRow) => {
    if (kind === 'jupyter-missing') isWhole = false;
    if (kind !== 'jupyter-ready') return;
    const url = `http://127.0.0.1:${port}/lab?token=${token}`;
    tellReady({ ...serving, signal }, url, engine).catch((error: unknown) =>
      stop.abort(error),
    );
  };
  const takeLine = (line: string) => {
    const text = open(line);
    const row = parseRows(text, rowMark)[0];
    if (row !== undefined) onRow(row.kind as LaunchRow);
    else if (text.trim() !== '')
      say(`jupyter: ${text.replaceAll(token, '***')}`);
  };
  const lines = { stdout: takeLines(takeLine), stderr: takeLines(takeLine) };
  try {
    await engine.attachContainer({
      image: held.reference,
      command: [PYTHON, '-I', '-S', '-B', '-c', startLauncher],
      input,
      onOutput: (bytes, from) => lines[from](bytes),
      network,
      ...(!isHost && { ports: { [port]: INNER_PORT } }),
      folder,
      volumes: listVolumes(kit),
      signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    });
  } catch (error) {
    if (stop.signal.aborted && !signal?.aborted) throw stop.signal.reason;
    throw explainStart(error, port);
  }
  return isWhole;
}

async function tellReady(
  { held, kit, port, onReady, signal }: Serving,
  url: string,
  { elsewhere }: Engine,
): Promise<void> {
  if (elsewhere === undefined) await awaitPage(url, signal);
  onReady({ reference: held.reference, port, url, kit, elsewhere });
}

/** The end of stdin ends the container, should this process be killed. */
function sealLauncher(settings: LaunchSettings) {
  const { script, open } = sealRows(launcher, randomUUID());
  const input = new Readable({ read: () => undefined });
  input.push(`${JSON.stringify({ launcher: script, settings })}\n`);
  return { input, open };
}

function listVolumes({ volumes }: NotebookKit) {
  const jupyter = { name: volumes.jupyter, target: JUPYTER_TARGET };
  const { irkernel: name } = volumes;
  return name === undefined
    ? [jupyter]
    : [jupyter, { name, target: IRKERNEL_TARGET }];
}

/** The port may have been taken since, or on another machine. */
function explainStart(error: unknown, port: number): unknown {
  if (!isBrickyardError(error) || error.code !== 'CONTAINER_FAILED')
    return error;
  return new BrickyardError(error.code, error.message, {
    hint: `if port ${port} is taken there, choose another one: --port=${port + 1}`,
    cause: error,
  });
}

function endedError(reference: string): BrickyardError {
  return new BrickyardError(
    'NOTEBOOK_UNAVAILABLE',
    `JupyterLab in ${reference} has ended by itself`,
    { hint: 'the lines above are what it said' },
  );
}
