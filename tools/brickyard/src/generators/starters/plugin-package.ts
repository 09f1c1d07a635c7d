import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseJson } from '../../parse-json';
import {
  parseStarterChanges,
  type VersionChanges,
} from '../../starter/starter-changes';

/** The folder of this plugin's package.json. */
export const pluginFolder = join(__dirname, '../../..');

export interface PluginManifest {
  name?: string;
  version: string;
}

export function readPluginManifest(folder: string): PluginManifest {
  const file = join(folder, 'package.json');
  return parseJson(readFileSync(file, 'utf8'), file) as PluginManifest;
}

/** What versions changed in starters, as far as this package tells. */
export function readStarterChanges(folder: string): VersionChanges[] {
  const name = 'starter-changes.md';
  const file = join(folder, name);
  return existsSync(file)
    ? parseStarterChanges(readFileSync(file, 'utf8'), name)
    : [];
}
