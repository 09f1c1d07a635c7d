import { execFile } from 'node:child_process';

import { BrickyardError } from '../../errors';
import type { Environment } from '../../http/proxy';
import { redact } from '../../redact/redact';
import type { HelperCall } from './docker-config';
import type { Credentials } from './login';

/** A keychain may ask the user first. */
const TIMEOUT_MS = 60_000;

/**
 * Asks `docker-credential-<name> get`; `undefined` when it knows no credentials.
 * Protocol: https://github.com/docker/docker-credential-helpers
 */
export async function runCredentialHelper(
  { name, serverUrl }: HelperCall,
  configPath: string,
  env: Environment,
): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name)) {
    throw failure(configPath, `"${name}" is not the name of a helper`);
  }
  const program = `docker-credential-${name}`;
  const { error, stdout, stderr } = await run(program, serverUrl, env);
  if (error === null) return parseAnswer(stdout, program, configPath);
  // In the protocol, only the text distinguishes this from a failure.
  if (/credentials not found/i.test(stdout + stderr)) return undefined;
  const reason =
    error.code === 'ENOENT'
      ? 'is not installed'
      : `failed: ${redact(`${stdout} ${stderr}`.trim()) || 'no output'}`;
  throw failure(configPath, `${program} ${reason}`);
}

interface Run {
  error: { code?: unknown } | null;
  stdout: string;
  stderr: string;
}

function run(program: string, input: string, env: Environment): Promise<Run> {
  return new Promise((resolve) => {
    const options = { env: { ...env }, timeout: TIMEOUT_MS, windowsHide: true };
    const child = execFile(program, ['get'], options, (error, out, err) =>
      resolve({ error, stdout: out, stderr: err }),
    );
    // A helper may end without reading; its exit code says what went wrong.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${input}\n`);
  });
}

function parseAnswer(
  text: string,
  program: string,
  configPath: string,
): Credentials | undefined {
  let answer: { Username?: unknown; Secret?: unknown } | null;
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    // Show neither the text nor the parse error: both contain the secret.
    throw failure(configPath, `${program} did not answer with JSON`);
  }
  const { Username: username, Secret: secret } = answer ?? {};
  if (typeof username !== 'string' || typeof secret !== 'string') {
    throw failure(
      configPath,
      `${program} answered without Username and Secret`,
    );
  }
  if (secret === '') return undefined;
  return { username, password: secret };
}

function failure(configPath: string, what: string): BrickyardError {
  return new BrickyardError(
    'CREDENTIALS_INVALID',
    `credential helper of ${configPath}: ${what}`,
    {
      hint: 'install the helper, or remove it from `credsStore`/`credHelpers`',
    },
  );
}
