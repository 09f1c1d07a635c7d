import type { Refusal } from '../registry-tap';

/** A request to a stand-in, as far as manners look at it. */
export interface Asked {
  method: string;
  /** `e2e-1a2b/base`; undefined for `/v2/`. */
  repository?: string;
  /** Of a manifest: a tag or a digest. */
  reference?: string;
  /** `manifests`, `blobs`, `referrers` … */
  kind?: string;
  /** By User-Agent: all that is not our client. */
  isEngine: boolean;
}

/** What a stand-in has seen of the registry behind it. */
export interface Seen {
  /** Repositories that an image was pushed to. */
  repositories: ReadonlySet<string>;
  /** `repository:tag` */
  tags: ReadonlySet<string>;
  /** Repositories that somebody made beforehand. */
  made: ReadonlySet<string>;
}

export interface Manners {
  /** The Authorization that it wants. */
  login: BasicLogin | TokenLogin;
  /** Instead of passing a request on. */
  refuse?: (asked: Asked, seen: Seen) => Answer | undefined;
  /** Instead of the 404 of the registry behind. */
  hide?: (asked: Asked) => Answer | undefined;
}

export interface Answer extends Refusal {
  headers?: Record<string, string>;
}

export interface BasicLogin {
  kind: 'basic';
  /** The WWW-Authenticate header. */
  demand: string;
}

export interface TokenLogin {
  kind: 'token';
  path: string;
  /** The field of the answer that holds the token. */
  field: 'token' | 'access_token';
  /** `pull` alone, of a repository that is not there, is not granted. */
  hidesAbsent: boolean;
  /** A token without any right is not given out. */
  refusesNothing: boolean;
  /** A refusal of a token says `insufficient_scope`. */
  saysScope: boolean;
  /** What its accounts are called. */
  user?: string;
}

const refusal = (status: number, code: string, message: string): Answer => {
  return { status, body: { errors: [{ code, message }] } };
};

const token: TokenLogin = {
  kind: 'token',
  path: '/token',
  field: 'token',
  hidesAbsent: false,
  refusesNothing: false,
  saysScope: true,
};
const basic: BasicLogin = { kind: 'basic', demand: 'Basic realm="stand-in"' };

const isTag = ({ kind, reference }: Asked) =>
  kind === 'manifests' && !reference?.startsWith('sha256:');
const isMoved = (asked: Asked, { tags }: Seen) =>
  asked.method === 'PUT' &&
  isTag(asked) &&
  tags.has(`${asked.repository}:${asked.reference}`);

/** https://github.com/helm/helm/issues/31567: the same at Quay */
const hub: Manners = { login: { ...token, hidesAbsent: true } };
const quay: Manners = {
  login: { ...token, hidesAbsent: true, saysScope: false },
};
const google: Manners = {
  login: { ...token, hidesAbsent: true, refusesNothing: true },
};
/** https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md */
const azure: Manners = {
  login: {
    ...token,
    path: '/oauth2/token',
    field: 'access_token',
    user: '00000000-0000-0000-0000-000000000000',
  },
};

/** Its answers, word for word: plexsystems/sinker#55, chainguard-dev/kaniko#53. */
const amazon: Manners = {
  login: {
    kind: 'basic',
    demand:
      'Basic realm="https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/",service="ecr.amazonaws.com"',
  },
  refuse: ({ repository }, { made }) =>
    repository === undefined || made.has(repository)
      ? undefined
      : refusal(
          404,
          'NAME_UNKNOWN',
          `The repository with name '${repository}' does not exist in the registry with id '123456789012'`,
        ),
};
const amazonImmutable: Manners = {
  ...amazon,
  refuse: (asked, seen) =>
    isMoved(asked, seen)
      ? refusal(
          400,
          'TAG_INVALID',
          `The image tag '${asked.reference}' already exists in the '${asked.repository}' repository and cannot be overwritten because the tag is immutable.`,
        )
      : amazon.refuse?.(asked, seen),
};

/** goharbor/harbor, src/server/middleware/immutable: 412 and these words. */
const harborImmutable: Manners = {
  login: { ...token, user: 'robot$ci+push' },
  refuse: (asked, seen) =>
    isMoved(asked, seen)
      ? refusal(
          412,
          'PRECONDITION',
          `Failed to process request due to '${asked.repository}:${asked.reference}' configured as immutable.`,
        )
      : undefined,
};
/** docker/hub-feedback#2466: 403, without a word about tags. */
const hubImmutable: Manners = {
  ...hub,
  refuse: (asked, seen) =>
    isMoved(asked, seen)
      ? refusal(403, 'DENIED', 'requested access to the resource is denied')
      : undefined,
};

/** sigstore/cosign#2973, google/go-containerregistry#1691 */
const artifactory: Manners = {
  login: basic,
  hide: ({ kind, repository }) =>
    kind === 'manifests'
      ? refusal(
          403,
          'UNAUTHORIZED',
          `The client does not have permission for manifest: Download request for repo:path '${repository}' is forbidden`,
        )
      : undefined,
};

/** Every fourth look at a manifest comes too early. */
const busy = (): Manners => {
  let count = 0;
  return {
    login: token,
    refuse: ({ kind, isEngine }) => {
      if (isEngine || kind !== 'manifests' || ++count % 4 > 0) return undefined;
      const headers = { 'retry-after': '0' };
      return { ...refusal(429, 'TOOMANYREQUESTS', 'slow down'), headers };
    },
  };
};

/** How known registries are said to answer. None of them was there to be asked. */
export const manners = {
  hub,
  quay,
  google,
  azure,
  amazon,
  'amazon, immutable tags': amazonImmutable,
  'harbor, immutable tags': harborImmutable,
  'hub, immutable tags': hubImmutable,
  artifactory,
  busy: busy(),
} as const satisfies Record<string, Manners>;
