import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { valid } from 'semver';

import * as migrations from './index';

interface Entry {
  version: string;
  description: string;
  implementation: string;
}

const file = join(__dirname, '../../../migrations.json');
const table = JSON.parse(readFileSync(file, 'utf8')) as {
  generators: Record<string, Entry>;
};

describe('migrations.json', () => {
  it('has a row for each migration', () => {
    const named = Object.values(table.generators).map(
      ({ implementation }) => implementation.split('#')[1] ?? '',
    );
    expect(named.sort()).toEqual(Object.keys(migrations).sort());
  });

  it.each(Object.entries(table.generators))(
    'says from which version %s is, and what it does',
    (_name, { version, description, implementation }) => {
      expect(valid(version)).toBe(version);
      expect(description).toMatch(/\.$/);
      expect(implementation).toMatch(/^\.\/migrations\.cjs#\w+$/);
    },
  );
});
