import { renderLines } from '../outlet/printable';
import type { OpenNotebook } from '../run/try/open-notebook';

/** What somebody who opened a notebook should know of it, but for its address. */
export function renderNotebook(
  { reference, kit, elsewhere, port }: OpenNotebook,
  { isShared }: { isShared: boolean },
): string {
  const r = kit.r === undefined ? [] : [`R ${kit.r}`];
  const kernels = [`Python ${kit.python.version}`, ...r].join(', ');
  const lines = [
    `JupyterLab on ${reference}, with its ${kernels}`,
    ...(kit.python.hasKernel
      ? []
      : [
          'the image has no ipykernel, so that a cluster runs no Python notebook on it; here it comes from the volume',
        ]),
    isShared
      ? 'notebooks are in the current folder'
      : 'what you save goes with the container: --mount keeps it in the current folder',
    ...(elsewhere === undefined ? [] : [tellTunnel(elsewhere, port)]),
    'Ctrl-C ends it; volumes stay for the next time',
  ];
  return renderLines(lines);
}

function tellTunnel(elsewhere: string, port: number): string {
  const host = elsewhere.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '');
  return `the engine is at ${elsewhere}: open a tunnel first, ssh -N -L ${port}:127.0.0.1:${port} ${host}`;
}
