// Lengths have a bound: a text without end must not take time without end.

/** `user:password@` and `token@` of a URL. A port has a colon, too; `git@` is not a secret. */
export const urlUser =
  /(\/\/)(?!git@)(?:[^\s/@"']{0,4096}|[^\s/@:"']{0,4096}:(?!\d+\/)[^\s@"']{0,4096})@/g;

/** `user:password@host` without a scheme, as --proxy takes it; not `name:tag@sha256:…`. */
export const bareUser =
  /(^|[\s=])[^\s/@:=]{1,4096}:[^\s/@]{1,4096}@(?!sha256:)/g;

/** Signed URLs carry their right of access in the query. */
export const urlQuery = /(:\/\/[^\s?#"'<>]{0,2048}\?)[^\s#"'<>]+/g;

export const authorizationHeader =
  /\b(authorization["']?\s*[:=]\s*)[^\r\n,}]+/gi;

/** A scheme word alone ("Basic authentication required") is not a secret. */
export const authorizationValue =
  /\b([Bb]asic|[Bb]earer)\s+(?=\S*[0-9A-Z=])[\w+/.~-]{6,}=*/g;

export const jsonWebToken = /\beyJ[\w-]{1,2048}(\.[\w-]*){1,2}/g;

/** `token=…`, `"password": "…"`; not `my-token==1.0`, which pins a package. */
export const namedSecret =
  /\b(\w*(?:token|password|passwd|secret|signature)|sig)(["']?\s*(?:=(?!=)|:)\s*["']?)[^\s"'&,;}]+/gi;

/** The password in `https://ann:hunter2@host`, in group 1. */
export const urlPassword =
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,4096}:([^\s/@'"]{1,4096})@/gi;

/** Published forms of tokens: each begins with its issuer's mark. */
export const tokenShapes: readonly [what: string, shape: RegExp][] = [
  ['a Databricks token', /\bdapi[0-9a-f]{32}(?:-\d)?\b/],
  ['a GitHub token', /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10,}/],
  ['a PyPI token', /\bpypi-AgEI[\w-]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a signed URL of Azure', /[?&]sig=[\w%+/-]{20,}/],
];
