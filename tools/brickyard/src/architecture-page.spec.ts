import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import table from '../module-table.json';
import { sourceRoot } from './source-root';

const page = readFileSync(join(sourceRoot, '../../../ARCHITECTURE.md'), 'utf8');
const modules: Record<
  string,
  { mayImport: string[]; rooms?: Record<string, string[]> }
> = table.modules;

/** First cells of a section's rows: `run/`. */
function rowsOf(heading: string): string[] {
  const [, section = ''] = page.split(`## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  return [...text.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(
    ([, name = '']) => name,
  );
}

describe('ARCHITECTURE.md', () => {
  it('has a row for each module', () => {
    expect(rowsOf('Modules').sort()).toEqual(Object.keys(modules).sort());
  });

  it('has a row for each room of run/, in the order of their arrows', () => {
    const rooms = modules['run']?.rooms ?? {};
    const rows = rowsOf('Rooms of run/').filter((name) => name !== 'testing');
    expect([...rows].sort()).toEqual(Object.keys(rooms).sort());
    const upwards = rows.flatMap((room, index) =>
      (rooms[room] ?? [])
        .filter((other) => rows.indexOf(other) >= index)
        .map((other) => `${room} → ${other}`),
    );
    expect(upwards).toEqual([]);
  });

  it('draws the arrows of the module table, less those that a longer path covers', () => {
    expect(drawnArrows().sort()).toEqual(neededArrows().sort());
  });
});

/** `key["context · key"]` stands for both modules. */
function readBoxes(): Map<string, string> {
  const boxes = new Map(Object.keys(modules).map((name) => [name, name]));
  for (const [, box = '', label = ''] of page.matchAll(/^ +(\w+)\["(.*)"\]/gm))
    for (const name of label.split(' · ')) boxes.set(name, box);
  return boxes;
}

function drawnArrows(): string[] {
  return [...page.matchAll(/^ {2}(\S+) --> (.*)$/gm)].flatMap(
    ([, from = '', to = '']) =>
      to.split(' & ').map((name) => `${from} → ${name}`),
  );
}

function neededArrows(): string[] {
  const boxes = readBoxes();
  const arrows = new Map<string, Set<string>>();
  for (const [name, { mayImport }] of Object.entries(modules)) {
    const from = boxes.get(name) ?? name;
    const to = arrows.get(from) ?? new Set();
    for (const other of mayImport) to.add(boxes.get(other) ?? other);
    to.delete(from);
    arrows.set(from, to);
  }
  const reaches = (from: string, to: string): boolean =>
    [...(arrows.get(from) ?? [])].some(
      (next) => next === to || reaches(next, to),
    );
  return [...arrows].flatMap(([from, to]) =>
    [...to]
      .filter(
        (name) =>
          ![...to].some((other) => other !== name && reaches(other, name)),
      )
      .map((name) => `${from} → ${name}`),
  );
}
