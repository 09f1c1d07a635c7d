import type { ClusterDefinitionFiles } from '../cluster/definition-artifact';
import { printable, renderLines } from '../outlet/printable';
import type { FoundDefinitions } from '../run/definition/read-definitions-beside';
import { renderTable } from './render-table';

/** The files one below the other, each under its name. */
export function renderDefinitionText({
  image,
  files,
}: ClusterDefinitionFiles): string {
  const parts = files.map(({ name, text }) => `\n--- ${name}\n${text}`);
  return printable(`${image}\n${parts.join('')}`);
}

/** A line for each definition, the newest first. */
export function renderDefinitionHistory({
  reference,
  history,
}: FoundDefinitions): string {
  if (history.length === 0)
    return printable(
      `${reference} has no cluster definition in the registry\n`,
    );
  const rows = history.map(({ created, digest }) => [
    created || 'undated',
    digest,
  ]);
  return `${renderLines(renderTable(rows))}\n`;
}
