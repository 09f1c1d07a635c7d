import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { ClusterFile } from '../../../brickyard/src/cluster/cluster-file-names';
import { findDatabricksPython } from './databricks-python';

export interface ParsedFile {
  name: string;
  value: unknown;
}

/** Terraform's variables are of no type that Databricks publishes. */
export function parseDefinition(files: readonly ClusterFile[]): ParsedFile[] {
  return files
    .filter(({ name }) => !name.includes('tfvars'))
    .map(({ name, text }) => {
      const read = name.endsWith('.yml') ? parse : JSON.parse;
      const value: unknown = read(text);
      return { name, value };
    });
}

/** What Databricks' own Python types find wrong with these files. */
export function readWithDatabricks(files: readonly ParsedFile[]): string[] {
  const script = join(__dirname, 'read-definitions.py');
  const input = JSON.stringify(files);
  const words = ['-W', 'error', script];
  const answer = execFileSync(findDatabricksPython(), words, { input });
  return JSON.parse(String(answer)) as string[];
}
