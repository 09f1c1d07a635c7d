import * as v from 'valibot';

import { type ListedComponent, ownProperties } from '../component';
import type { Ecosystem } from '../ecosystem';
import type { Package } from '../package';
import { renderPurl } from '../purl';
import { semverOrder } from '../semver-order';
import { findJars, type Jar, jarScript, parseJars } from './probe-jars';

/** Java archives, wherever they are. */
export const jar: Ecosystem<readonly Jar[]> = {
  name: 'jar',
  label: 'jar',
  order: semverOrder,
  record: {
    field: 'jars',
    schema: v.array(
      v.object({
        name: v.string(),
        group: v.nullable(v.string()),
        version: v.nullable(v.string()),
        size: v.number(),
      }),
    ),
  },
  probe: {
    scriptAfterFiles: jarScript,
    perFile: findJars,
    isFoundInFiles: true,
    parse: parseJars,
  },
  listGroups: (jars) => [
    { ecosystem: 'jar', environment: null, packages: jars.map(itemOf) },
  ],
  bill: {
    // `maven` in a bill of another tool does not mean that there is an archive.
    purlTypes: [],
    listComponents: (jars) => jars.map(describeJar),
    placeComponent(component) {
      const { type, properties } = component;
      if (type !== 'library' || !properties.has(ownProperties.path))
        return undefined;
      const item = itemOf(component);
      return { ecosystem: 'jar', environment: null, item };
    },
  },
};

/** `org.example:core`, as Maven names it. */
function itemOf({
  name,
  group,
  version,
  size,
}: {
  name: string;
  group?: string | null;
  version: string | null;
  size?: number;
}): Package {
  return {
    name: group ? `${group}:${name}` : name,
    version: version ?? '',
    ...(size !== undefined && { size }),
  };
}

function describeJar(found: Jar): ListedComponent {
  const { path, name, group, version, size } = found;
  return {
    ref: `jar:${path}`,
    type: 'library',
    ...(group !== null && { group }),
    name,
    ...(version !== null && { version }),
    purl: purlOf(found),
    properties: {
      [ownProperties.path]: path,
      [ownProperties.size]: String(size),
    },
  };
}

/** It is Maven's only if the archive says so. Any file may be called `core-1.2.jar`. */
function purlOf({ name, group, version }: Jar): string | undefined {
  if (version === null) return undefined;
  return group === null
    ? renderPurl({ type: 'generic', name, version })
    : renderPurl({ type: 'maven', namespace: group, name, version });
}
