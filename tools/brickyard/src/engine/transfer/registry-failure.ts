import type { ErrorCode } from '../../errors';
import { BrickyardError } from '../../errors';

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
    /not found|name unknown|manifest unknown|\b404\b/i,
    'REGISTRY_NAME_UNKNOWN',
    'check the name and the tag',
  ],
];

/** `attempt` is what the engine tried for us: `push 127.0.0.1:5000/x:1`. */
export function registryError(attempt: string, text: string): BrickyardError {
  const [, code, hint] = KINDS.find(([words]) => words.test(text)) ?? [];
  return new BrickyardError(
    code ?? 'REGISTRY_FAILED',
    `cannot ${attempt}: ${text.trim()}`,
    { hint },
  );
}
