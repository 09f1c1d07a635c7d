import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import type { Marker } from '../../../brickyard/src/requirements/grammar/marker';
import { findPythonEnvironment } from '../python-environment';

/** What defines how a requirement is read, and what to read it with. */
export const oraclePackages = { pip: '26.3', packaging: '26.4' };

export interface Question {
  /** Texts of requirements files. */
  files: readonly string[];
  /** Bytes of requirements files, in Base64. */
  encoded: readonly string[];
  markers: readonly string[];
  /** Pairs of a version and a specifier. */
  versions: readonly (readonly [string, string])[];
  /** `3.12`, which markers are evaluated for. */
  python: string;
}

/** A value of the question's type, or why there is none. */
export type Reading<T> = { value: T } | { error: string };

/** A line of a file as pip reads it: a requirement, or options alone. */
export interface OracleLine {
  line: number;
  name?: string | null;
  extras?: string[];
  specifiers?: string[];
  url?: string | null;
  isLocation?: boolean;
  isEditable?: boolean;
  marker?: Marker | null;
  /** Long names, sorted. */
  options: string[];
}

export interface OracleOption {
  names: string[];
  takesValue: boolean;
  choices: string[] | null;
}

export interface Answer {
  files: Reading<OracleLine[]>[];
  encoded: Reading<string>[];
  markers: Reading<boolean>[];
  versions: Reading<boolean>[];
  options: OracleOption[];
}

/** Answers in the order of the questions. */
export function askPip(question: Partial<Question>): Answer {
  const whole = {
    ...{ files: [], encoded: [], markers: [], versions: [] },
    python: '3.12',
  };
  const input = JSON.stringify({ ...whole, ...question });
  return run('read-requirements.py', [], input) as Answer;
}

/** Every text in the tests of packaging. */
export function listPackagingTexts(): string[] {
  const { packaging } = oraclePackages;
  const tests = join(findOracle(), `sources/packaging-${packaging}/tests`);
  return run('list-texts.py', [tests]) as string[];
}

function findOracle(): string {
  return findPythonEnvironment({
    name: 'requirements-oracle',
    packages: oraclePackages,
    sources: ['packaging'],
  });
}

function run(script: string, words: readonly string[], input = ''): unknown {
  const python = join(findOracle(), 'bin/python');
  const all = ['-W', 'ignore', join(__dirname, script), ...words];
  // The first line of pip's log of a file is none of its answer.
  const stdio = ['pipe', 'pipe', 'ignore'] as const;
  const options = { input, stdio: [...stdio], maxBuffer: 2 ** 28 };
  return JSON.parse(String(execFileSync(python, all, options)));
}
