import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import {
  Bom,
  Component,
  ComponentRepository,
  Metadata,
  Property,
  PropertyRepository,
  Tools,
} from '@cyclonedx/cyclonedx-library/Models';
import {
  JSON as Json,
  JsonSerializer,
} from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';

import type { ListedComponent } from '../ecosystems/component';
import { renderPurl } from '../ecosystems/purl';
import { listComponents, type SbomInventory } from './list-components';
import { uuidOf } from './sbom-id';

/** The image that an SBOM is about. */
export interface SbomSubject {
  flavour: string;
  runtime: string;
  key: string;
  /** Of its manifest. */
  digest: string;
  /** Its immutable tag. */
  tag: string;
  /** ISO 8601; empty if the image does not have it. */
  created: string;
}

const TYPES = {
  library: ComponentType.Library,
  'operating-system': ComponentType.OperatingSystem,
  platform: ComponentType.Platform,
} as const;

/**
 * The library lists every component with empty dependencies. That would mean that
 * it has none, but Brickyard has not looked.
 * https://cyclonedx.org/docs/1.6/json/#dependencies
 */
class Serializer extends JsonSerializer {
  protected override _normalize(
    ...given: Parameters<JsonSerializer['_normalize']>
  ) {
    return { ...super._normalize(...given), dependencies: undefined };
  }
}

/**
 * An image's contents as CycloneDX 1.6. The same image gives the same bytes
 * wherever it is pushed to: the serial number and the time come from the image,
 * and no registry is named.
 */
export function renderSbom(
  subject: SbomSubject,
  inventory: SbomInventory,
): string {
  const created = new Date(subject.created);
  const bom = new Bom({
    serialNumber: `urn:uuid:${uuidOf(`brickyard sbom ${subject.digest}`)}`,
    metadata: new Metadata({
      timestamp: Number.isNaN(created.getTime()) ? undefined : created,
      tools: new Tools({
        components: new ComponentRepository([
          new Component(ComponentType.Application, 'brickyard'),
        ]),
      }),
      component: createSubject(subject, inventory),
    }),
    components: new ComponentRepository(
      listComponents(inventory).map(createComponent),
    ),
  });
  const serializer = new Serializer(new Json.Normalize.Factory(Spec1dot6));
  // We sort ourselves: the library would sort by the locale of this machine.
  const options = { sortLists: false, space: 2 };
  return `${serializer.serialize(bom, options)}\n`;
}

function createSubject(
  subject: SbomSubject,
  { size }: SbomInventory,
): Component {
  const { flavour, runtime, key, digest, tag } = subject;
  const purl = renderPurl({
    type: 'oci',
    name: flavour,
    version: digest,
    qualifiers: { arch: 'amd64', tag },
  });
  return new Component(ComponentType.Container, flavour, {
    bomRef: purl,
    version: digest,
    purl,
    properties: createProperties({
      'brickyard:key': key,
      'brickyard:runtime': runtime,
      ...(size !== undefined && { 'brickyard:size': String(size) }),
    }),
  });
}

function createComponent(listed: ListedComponent): Component {
  const { ref, type, group, name, version, purl, properties } = listed;
  return new Component(TYPES[type], name, {
    bomRef: ref,
    group,
    version,
    purl,
    properties: createProperties(properties),
  });
}

function createProperties(
  properties: Readonly<Record<string, string>>,
): PropertyRepository {
  const pairs = Object.entries(properties);
  return new PropertyRepository(
    pairs.map(([name, value]) => new Property(name, value)),
  );
}
