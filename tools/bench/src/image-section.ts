import type { ImageBench } from './bench';
import {
  freshContenders,
  type ImageContender,
  warmContenders,
} from './contenders';
import type { Traffic } from './counting-proxy';
import { prepareImages, stopDaemons } from './image-workspace';
import { interleave, type Series } from './measure';
import {
  renderMegabytes,
  renderSpread,
  renderTable,
  type Row,
} from './render-figures';

/** No-op of `count` images: seconds, and what the registry is asked. */
export async function measureImages(
  bench: ImageBench,
  count: number,
): Promise<string> {
  const workspace = await prepareImages(bench, count);
  bench.cleanUp.add(() => stopDaemons(workspace));
  const texts: string[] = [];
  const places = [
    ['warm engine', warmContenders(bench, workspace)],
    ['fresh runner', freshContenders(bench, workspace)],
  ] as const;
  for (const [place, contenders] of places) {
    const title = `${count} unchanged images, ${place}`;
    if (bench.options.only.includes('noop'))
      texts.push(await measureTimes(bench, title, contenders));
    if (bench.options.only.includes('requests'))
      texts.push(await countRequests(bench, title, contenders));
  }
  await stopDaemons(workspace);
  return texts.join('\n');
}

async function measureTimes(
  { options }: ImageBench,
  title: string,
  contenders: readonly ImageContender[],
): Promise<string> {
  const series = await interleave(contenders, options.runs);
  const rows = series.map((each, index) =>
    timeRow(each, contenders[index]?.target ?? ''),
  );
  const head = [
    'what',
    's, median (min–max)',
    'CPU s',
    'peak',
    'runs',
    'target',
  ];
  return `### ${title}\n\n${renderTable(head, rows)}\n\n${legend}\n`;
}

const legend =
  'No daemon: NX_DAEMON=false NX_ISOLATE_PLUGINS=false. Daemon: Nx as it comes. CPU: of the command and what it starts, not of engine, registry and daemon.';

function timeRow({ name, measured, failure }: Series, target: string): Row {
  if (failure !== undefined)
    return [name, shorten(failure), '', '', '', target];
  const cpu = measured.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const peaks = measured.flatMap(({ peakBytes }) => peakBytes ?? []);
  return [
    name,
    renderSpread(measured.map(({ seconds }) => seconds)),
    renderSpread(cpu),
    renderMegabytes(peaks.length > 0 ? Math.max(...peaks) : undefined),
    String(measured.length),
    target,
  ];
}

/** One run of each, with a counting proxy where the registry was. */
async function countRequests(
  { registry }: ImageBench,
  title: string,
  contenders: readonly ImageContender[],
): Promise<string> {
  const rows: Row[] = [];
  const proxy = await registry.count();
  for (const { name, reset, run } of contenders) {
    if (name.startsWith('floor') || name.endsWith(', daemon')) continue;
    try {
      await reset?.();
      proxy.reset();
      await run();
      rows.push(trafficRow(name, proxy.traffic));
    } catch (error) {
      rows.push([name, shorten((error as Error).message), '', '', '']);
    }
  }
  await registry.uncount();
  const head = ['what', 'HEAD', 'GET', 'others', 'bytes received / sent'];
  return `### Requests: ${title}\n\n${renderTable(head, rows)}\n`;
}

function trafficRow(name: string, { requests, received, sent }: Traffic): Row {
  const { HEAD = 0, GET = 0, ...others } = requests;
  const rest = Object.entries(others).map(([verb, n]) => `${n} ${verb}`);
  return [
    name,
    String(HEAD),
    String(GET),
    rest.join(', ') || '0',
    `${received} / ${sent}`,
  ];
}

/** The part of a message that fits a table's cell. */
function shorten(message: string): string {
  const line = message.split('\n').at(-1) ?? '';
  return line.replaceAll('|', '\\|').slice(0, 140);
}
