import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

import { type Problem, problemsError } from '../errors';

const BLOCK = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const HINT =
  'caCertificates of the profile takes PEM files of certificates; openssl x509 -inform der -in <file> makes one of a binary file';

/**
 * The certificates of these files as PEM, each once. Throws OPTIONS_INVALID
 * that names every faulty file and never quotes its content.
 */
export function readCertificates(
  files: readonly string[],
  root: string,
): string[] {
  const problems: Problem[] = [];
  const found = files.flatMap((file) => {
    const name = relative(root, file);
    const place = { file: name.startsWith('..') ? file : name };
    const read = parseCertificates(readPem(file));
    if (Array.isArray(read)) return read;
    problems.push({ place, message: read });
    return [];
  });
  if (problems.length > 0)
    throw problemsError('OPTIONS_INVALID', problems, HINT);
  return [...new Set(found)];
}

function readPem(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

/** What is wrong, as a text. */
function parseCertificates(text: string | undefined): string[] | string {
  if (text === undefined) return 'cannot be read';
  if (PRIVATE_KEY.test(text)) {
    return 'holds a private key, which would reach every build; only certificates belong here';
  }
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0) return 'holds no certificate in PEM form';
  const damaged = blocks.findIndex((block) => !isCertificate(block));
  if (damaged >= 0) return `certificate ${damaged + 1} cannot be read`;
  return blocks.map((block) => `${block.replaceAll('\r', '')}\n`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
