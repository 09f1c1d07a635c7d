import type { ErrorCode } from '../../errors';
import { BrickyardError } from '../../errors';

/** A refusal by a registry, as the engine passed it on. */
export class RegistryRefusal extends BrickyardError {
  readonly lasts: Lasting;

  constructor(
    code: ErrorCode,
    message: string,
    { hint, lasts }: { hint: string | undefined; lasts: Lasting },
  ) {
    super(code, message, { hint });
    this.lasts = lasts;
  }
}

/** `unknown` where the engine kept the registry's code to itself. */
export type Lasting = 'for a moment' | 'for good' | 'unknown';

/**
 * The engine passes on a registry's answer only as prose, so this matches its
 * words. The first match wins.
 */
const KINDS: readonly (readonly [RegExp, ErrorCode, string?])[] = [
  [
    /connection refused|no such host|i\/o timeout|network is unreachable|no route to host|server misbehaving|TLS handshake|x509:|server gave HTTP response to HTTPS client|Client\.Timeout|connection reset|\bEOF$/i,
    'REGISTRY_UNREACHABLE',
    'is the registry running, and does the engine reach it?',
  ],
  [
    /toomanyrequests|too many requests|quota|too large|insufficient storage|\b413\b|\b429\b|\b507\b/i,
    'REGISTRY_QUOTA',
  ],
  [
    /\b405\b|method not allowed|operation is unsupported/i,
    'REGISTRY_DENIED',
    'the registry is read-only: under maintenance, or a mirror of another one',
  ],
  [
    /denied|forbidden|insufficient_scope|\b403\b/i,
    'REGISTRY_DENIED',
    'log in with an account that may do this (`docker login`)',
  ],
  [
    /unauthorized|authentication required|no basic auth credentials|failed to authorize|\b401\b/i,
    'REGISTRY_UNAUTHORIZED',
    'log in first (`docker login <registry>`)',
  ],
  [
    /not found|name unknown|not known to registry|manifest unknown|\b404\b/i,
    'REGISTRY_NAME_UNKNOWN',
    'check the name and the tag',
  ],
];

/** Engine 28 with containerd's store: the registry's sentence, and no more. */
const BARE_WORDS = /^error from registry: /;

/** Never worth a second try, whatever else the text says. */
const FINAL: readonly ErrorCode[] = [
  'REGISTRY_DENIED',
  'REGISTRY_UNAUTHORIZED',
  'REGISTRY_NAME_UNKNOWN',
];

/** The statuses of `isTransientStatus`, and a connection that ended early. */
const PASSING: readonly RegExp[] = [
  /toomanyrequests|too many requests|(status|http|code|:|\])[: ]+429\b/i,
  /(status|http|code|:|\])[: ]+50[0234]\b|service unavailable|^unavailable:/i,
  /connection reset|broken pipe|server closed idle connection|\bEOF$/i,
];

/**
 * `attempt` is what the engine tried for us: `push 127.0.0.1:5000/x:1`. It
 * `gaveUp` after waits of its own.
 */
export function registryError(
  attempt: string,
  text: string,
  gaveUp = false,
): RegistryRefusal {
  const said = text.trim();
  const [, code = 'REGISTRY_FAILED', hint] =
    KINDS.find(([words]) => words.test(said)) ?? [];
  const lasts = gaveUp ? 'for good' : judgeLasting(code, said);
  const message = `cannot ${attempt}: ${said}`;
  return new RegistryRefusal(code, message, { hint, lasts });
}

function judgeLasting(code: ErrorCode, said: string): Lasting {
  if (FINAL.includes(code)) return 'for good';
  if (PASSING.some((words) => words.test(said))) return 'for a moment';
  return BARE_WORDS.test(said) ? 'unknown' : 'for good';
}
