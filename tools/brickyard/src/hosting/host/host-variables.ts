import { BrickyardError } from '../../errors';

/**
 * The same variables, all set. Throws HOST_UNKNOWN with the names of those that
 * are missing.
 */
export function requireVariables<T extends string>(
  values: Readonly<Record<T, string | undefined>>,
  hint: string,
): Record<T, string> {
  const missing = Object.entries(values).filter(([, value]) => !value);
  if (missing.length === 0) return values as Record<T, string>;
  const names = missing.map(([name]) => name).join(', ');
  throw unknownHost(`${names} is not set`, hint);
}

/** Throws HOST_UNKNOWN for anything but an http address. */
export function checkAddress(
  name: string,
  address: string,
  hint: string,
): void {
  const isHttp =
    URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isHttp) throw unknownHost(`${name}: expected an http address`, hint);
}

export function unknownHost(message: string, hint: string): BrickyardError {
  return new BrickyardError('HOST_UNKNOWN', message, { hint });
}

/** `refs/heads/main` → `main`; nothing for any other ref. */
export function branchOf(ref: string | undefined): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];
}
