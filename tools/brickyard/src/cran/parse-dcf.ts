/** Fields by name, with continued lines joined by a space. */
export type DcfRecord = Readonly<Record<string, string>>;

/**
 * The format of PACKAGES and DESCRIPTION: records are separated by blank lines.
 * https://stat.ethz.ch/R-manual/R-devel/library/base/html/dcf.html
 */
export function parseDcf(text: string): DcfRecord[] {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(parseRecord)
    .filter((record) => Object.keys(record).length > 0);
}

function parseRecord(text: string): DcfRecord {
  const lines = text.replaceAll(/\n[ \t]+/g, ' ').split('\n');
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name, value = ''] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value.trim()]];
  });
  return Object.fromEntries(fields);
}
