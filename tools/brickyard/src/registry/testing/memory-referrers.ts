import type { Verb } from './memory-reply';
import { parseLinks } from './memory-store';

export const listReferrersVerb: Verb = (
  store,
  { url },
  name = '',
  subject = '',
) => {
  const { referrers } = store;
  if (!referrers) return { status: 404, body: '404 page not found\n' };
  const isOlder = referrers.style === 'older';
  const wanted = url.searchParams.get('artifactType');
  const stored = [...(store.find(name)?.manifests.values() ?? [])];
  const manifests = stored.flatMap(({ digest, mediaType, bytes }) => {
    const links = parseLinks(bytes);
    const type = isOlder ? undefined : links.artifactType;
    const artifactType = type ?? links.config?.mediaType;
    if (links.subject?.digest !== subject) return [];
    if (wanted !== null && wanted !== artifactType) return [];
    const annotations = isOlder ? undefined : links.annotations;
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
