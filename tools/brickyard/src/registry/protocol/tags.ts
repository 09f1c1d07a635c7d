import * as v from 'valibot';

import { RegistryError } from '../errors';
import type { Repository } from '../registry';
import type { RegistryClient } from './registry-client';

const PAGE_SIZE = 1000;
const WHAT = 'the list of tags';

/** Every tag; none when the repository does not exist. */
export async function listTags(
  client: RegistryClient,
  at: Repository,
): Promise<string[]> {
  const tags: string[] = [];
  const seen = new Set<string>();
  let path: string | URL = `tags/list?n=${PAGE_SIZE}`;
  for (;;) {
    const request = {
      at,
      method: 'GET' as const,
      path,
      action: `list the tags of ${at.repository}`,
      expect: [200, 404],
    };
    const response = await client.send(request);
    if (response.status === 404) return tags;
    const page = parseTags(response.body);
    if (page === undefined)
      throw client.misunderstood(request, response, {
        expected: `${WHAT} of ${at.repository}`,
      });
    tags.push(...page);
    const next = nextPage(client, at, response.headers.get('link'), WHAT);
    if (!next) return tags;
    // A registry whose pages lead in a circle must not hold us for ever.
    if (seen.has(next.href)) throw listError(at, WHAT, 'leads in a circle');
    seen.add(next.href);
    path = next;
  }
}

/** The page after this one, which must be at the same host. */
export function nextPage(
  client: RegistryClient,
  at: Repository,
  link: string | null,
  what: string,
): URL | undefined {
  const target = parseNextLink(link);
  const url = target === undefined ? undefined : client.resolve(at, target);
  if (url && url.origin !== client.origin(at).origin) {
    throw listError(at, what, `continues at another host, ${url.host}`);
  }
  return url;
}

/** `</v2/a/tags/list?last=x&n=2>; rel="next"`: https://www.rfc-editor.org/rfc/rfc8288 */
export function parseNextLink(link: string | null): string | undefined {
  const links = link?.matchAll(/<([^>]*)>\s*;([^<]*)/g) ?? [];
  for (const [, target, parameters = ''] of links) {
    if (/\brel\s*=\s*"?next\b/i.test(parameters)) return target;
  }
  return undefined;
}

/** `tags` is null in a repository whose last tag was deleted. */
const tagsSchema = v.object({
  name: v.optional(v.string()),
  tags: v.nullish(v.array(v.string())),
});

/** `undefined` for what is no such list. */
function parseTags(body: Uint8Array): string[] | undefined {
  try {
    const text = new TextDecoder().decode(body);
    const { name, tags } = v.parse(tagsSchema, JSON.parse(text));
    return tags === undefined && name === undefined ? undefined : (tags ?? []);
  } catch {
    return undefined;
  }
}

export function listError(
  at: Repository,
  list: string,
  problem: string,
  cause?: unknown,
): RegistryError {
  const message = `${at.registry}: ${list} of ${at.repository} ${problem}`;
  return new RegistryError('REGISTRY_FAILED', message, { cause });
}
