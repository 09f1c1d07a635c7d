import { X509Certificate } from 'node:crypto';
import { relative } from 'node:path';

import { type Problem, problemsError } from '../errors';
import { tryReadFile } from '../files/try-read';

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
    const path = relative(root, file);
    const name = path.startsWith('..') ? file : path;
    const read = readPem(file);
    if (Array.isArray(read)) return read;
    problems.push({ place: { file: name }, message: read });
    return [];
  });
  if (problems.length > 0)
    throw problemsError('OPTIONS_INVALID', problems, HINT);
  return [...new Set(found)];
}

/** What is wrong, as a text. */
function readPem(file: string): string[] | string {
  const read = tryReadFile(file);
  if ('fault' in read) return read.fault;
  return parseCertificates(read.value.toString('latin1'));
}

function parseCertificates(text: string): string[] | string {
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
