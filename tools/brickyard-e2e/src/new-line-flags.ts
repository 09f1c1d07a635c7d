import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseRuntime } from '../../brickyard/src/runtime/catalogue';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { repositoryRoot } from './repository-root';

/** A line of the lab, as its file says it. */
export function readLabLine(name: string): Runtime {
  const file = `tools/lab/runtimes/${name}.json`;
  return parseRuntime(readFileSync(join(repositoryRoot, file), 'utf8'), file);
}

/** What `pip list --format=freeze` prints on a cluster of this line. */
export function listPins({ notebook, python }: Runtime): string {
  const { pip, setuptools, wheel, virtualenv } = python;
  const pins = { pip, setuptools, wheel, virtualenv, ...notebook };
  return Object.entries(pins)
    .flatMap(([name, version]) => (version ? [`${name}==${version}\n`] : []))
    .join('');
}

/** What a person types to add the line: `list` is a file of its pins. */
export function listFlags(line: Runtime, list: string): string[] {
  const { baseImage, codename, glibc, jdk, python, r, source, spark } = line;
  const flags = {
    from: list,
    source: source.filter((each) => each.startsWith('https:')).join(','),
    ...{ baseImage, codename, glibc, spark },
    ...{ jdk: jdk.default, python: python.version, r: r?.version },
    rAptVersion: r?.aptVersion,
    cranSnapshot: r?.cranSnapshot,
    bioconductorRelease: r?.bioconductorRelease,
  };
  const words = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}=${value}`],
  );
  return ['--databricks=false', ...words];
}
