import {
  askedEcosystems,
  isAskedEcosystem,
  type PackageQuery,
  parseQuery,
} from '../run/ask/parse-query';

/** Of a command that is asked about a package. */
export const packageOptions = {
  ecosystem: { type: 'string' },
  runtime: { type: 'string', multiple: true },
  published: { type: 'boolean' },
  offline: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const packageOptionsUsage = `Options:
  --ecosystem <name>  only python, r, apt or jar (Java archives)
  --runtime <a,b>     only images for these runtime lines
  --published         of what was not built here, read the SBOM in the registry
  --offline           ask no registry, not even for the digest of a base image
  --json              the answer as JSON
  --help              this text`;

interface PackageValues {
  ecosystem?: string;
  published?: boolean;
  offline?: boolean;
}

/** The package that is asked about; a text says what is wrong with it or with the options. */
export function readPackageQuery(
  text: string,
  { ecosystem, published, offline }: PackageValues,
): PackageQuery | string {
  if (!isAskedEcosystem(ecosystem))
    return `--ecosystem is ${askedEcosystems.join(', ')}, not '${ecosystem}'`;
  if (published && offline)
    return '--published asks the registry, and --offline forbids that: give one of them';
  return parseQuery(text, ecosystem);
}
