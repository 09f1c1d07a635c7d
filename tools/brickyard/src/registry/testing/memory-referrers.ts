import type { Verb } from './memory-reply';
import { parseLinks } from './memory-store';

export const listReferrersVerb: Verb = (
  store,
  { url },
  name = '',
  subject = '',
) => {
  if (!store.hasReferrers) return { status: 404, body: '404 page not found\n' };
  const wanted = url.searchParams.get('artifactType');
  const stored = [...(store.find(name)?.manifests.values() ?? [])];
  const manifests = stored.flatMap(({ digest, mediaType, bytes }) => {
    const links = parseLinks(bytes);
    const artifactType = links.artifactType ?? links.config?.mediaType;
    if (links.subject?.digest !== subject) return [];
    if (wanted !== null && wanted !== artifactType) return [];
    const { annotations } = links;
    return [
      { mediaType, digest, size: bytes.length, artifactType, annotations },
    ];
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      ...(wanted !== null && { 'oci-filters-applied': 'artifactType' }),
    },
    body: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
  };
};
