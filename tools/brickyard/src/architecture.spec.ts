import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

import table from '../module-table.json';

const root = __dirname;

interface Module {
  mayImport: string[];
  pure?: boolean;
  impure?: string[];
  /** Folders of a module, and which of them each may import. */
  rooms?: Record<string, string[]>;
}

interface Import {
  /** `plan/make-plan.ts` */
  file: string;
  specifier: string;
  isType: boolean;
  isLazy: boolean;
}

const modules: Record<string, Module> = table.modules;
/** A library whose types no other folder should see, and the folders that may. */
const onlyImporter: [string, string[]][] = Object.entries(
  table.onlyImporter,
).map(([library, owners]) => [library, [owners].flat()]);
const isSource = (file: string) =>
  file.endsWith('.ts') && !file.endsWith('.spec.ts');
/** What only specs use: doubles, shared suites, fixtures. It is not shipped. */
const isForSpecs = (file: string) =>
  /(^|\/)(testing|__fixtures__)\//.test(file);

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => isSource(file) && !isForSpecs(file));
const imports = sources.flatMap(readImports);

function readImports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = [
    ...text.matchAll(
      /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gms,
    ),
  ];
  const lazy = [...text.matchAll(/(?:import|require)\(\s*'([^']+)'\s*\)/g)];
  return [
    ...statements.map(([, type, specifier = '']) => ({
      file,
      specifier,
      isType: type !== undefined,
      isLazy: false,
    })),
    ...lazy.map(([, specifier = '']) => ({
      file,
      specifier,
      isType: false,
      isLazy: true,
    })),
  ];
}

const moduleOf = (file: string) =>
  file.includes('/') ? (file.split('/')[0] ?? '') : '';
/** The folder below a module's; empty for a file of the module itself. */
const roomOf = (file: string) => {
  const [, room = '', ...more] = file.split('/');
  return more.length > 0 ? room : '';
};

/** Whether something reaches itself along these arrows. */
function findCycles(arrows: Readonly<Record<string, readonly string[]>>) {
  const reaches = (
    from: string,
    to: string,
    seen = new Set<string>(),
  ): boolean =>
    (arrows[from] ?? []).some(
      (next) =>
        next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    );
  return Object.keys(arrows).filter((name) => reaches(name, name));
}

function target({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(root, dirname(file), specifier);
  const found = [`${path}.ts`, path, join(path, 'index.ts')].find(
    (name) => existsSync(name) && /\.(ts|json)$/.test(name),
  );
  return found === undefined
    ? undefined
    : relative(root, found).split(sep).join('/');
}

describe('the module table', () => {
  it('reads every import of the sources', () => {
    expect(imports.length).toBeGreaterThan(sources.length);
    const dangling = imports.filter(
      (i) => i.specifier.startsWith('.') && target(i) === undefined,
    );
    expect(
      dangling.filter(
        ({ specifier }) => !specifier.endsWith('module-table.json'),
      ),
    ).toEqual([]);
  });

  it('has a row for every folder', () => {
    const folders = new Set(
      sources.map(moduleOf).filter((name) => name !== ''),
    );
    expect([...folders].filter((name) => !(name in modules))).toEqual([]);
  });

  it.each(Object.keys(modules))(
    '%s/ imports only what its row allows',
    (name) => {
      const allowed = new Set([name, '', ...(modules[name]?.mayImport ?? [])]);
      const broken = imports
        .filter(({ file }) => moduleOf(file) === name)
        .map((i) => ({ ...i, to: target(i) }))
        .filter(({ to }) => to !== undefined && !allowed.has(moduleOf(to)));
      expect(
        broken.map(({ file, specifier }) => `${file} → ${specifier}`),
      ).toEqual([]);
    },
  );

  it('has arrows in one direction only', () => {
    const rows = Object.entries(modules).map(
      ([name, { mayImport }]) => [name, mayImport] as const,
    );
    expect(findCycles(Object.fromEntries(rows))).toEqual([]);
  });

  it('allows no arrow that nothing needs', () => {
    const used = (name: string) =>
      new Set(
        imports
          .filter(({ file }) => moduleOf(file) === name)
          .map((i) => moduleOf(target(i) ?? '')),
      );
    const idle = Object.entries(modules).flatMap(([name, { mayImport }]) =>
      mayImport
        .filter((other) => !used(name).has(other))
        .map((other) => `${name} → ${other}`),
    );
    expect(idle).toEqual([]);
  });

  it('lets no command load what is for specs', () => {
    const loaded = imports.filter((i) => isForSpecs(target(i) ?? ''));
    expect(
      loaded.map(({ file, specifier }) => `${file} → ${specifier}`),
    ).toEqual([]);
  });

  it.each(onlyImporter)('%s is imported by %j alone', (library, owners) => {
    const isLibrary = ({ specifier }: Import) =>
      specifier === library || specifier.startsWith(`${library}/`);
    const users = imports.filter(
      (i) => isLibrary(i) && !(library === '@nx/devkit' && i.isType),
    );
    expect(
      users
        .map(({ file }) => file)
        .filter((file) => !owners.includes(moduleOf(file))),
    ).toEqual([]);
  });

  it('lets only http/ and engine/ speak HTTP', () => {
    const speakers = sources.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return /(?<![.\w#])fetch\(|'node:https?'/.test(text);
    });
    const folders = [...new Set(speakers.map(moduleOf))].sort();
    expect(folders).toEqual(['engine', 'http']);
  });

  it('keeps disk, network, clock and environment out of the pure modules', () => {
    const impure =
      /from 'node:(fs|fs\/promises|child_process|http|https|net|os|process|timers)'|process\.(env|cwd)|Date\.now|new Date\(\)/;
    const pure = sources.filter((file) => {
      const row = modules[moduleOf(file)];
      return (
        row?.pure &&
        !(row.impure ?? []).some((name) => file.endsWith(`/${name}`))
      );
    });
    expect(pure.length).toBeGreaterThan(20);
    expect(
      pure.filter((file) =>
        impure.test(readFileSync(join(root, file), 'utf8')),
      ),
    ).toEqual([]);
  });
});

const withRooms = Object.entries(modules).flatMap(([name, { rooms }]) =>
  rooms === undefined ? [] : [[name, rooms] as const],
);

describe.each(withRooms)('the rooms of %s/', (name, rooms) => {
  const inside = imports
    .filter(({ file }) => moduleOf(file) === name)
    .map((i) => ({ ...i, to: target(i) ?? '' }))
    .filter(({ to }) => moduleOf(to) === name);

  it('have a row each', () => {
    const folders = sources
      .filter((file) => moduleOf(file) === name)
      .map(roomOf)
      .filter((room) => room !== '');
    expect([...new Set(folders)].sort()).toEqual(Object.keys(rooms).sort());
  });

  it('import only what their rows allow', () => {
    const broken = inside.filter(({ file, to }) => {
      const [from, at] = [roomOf(file), roomOf(to)];
      return (
        from !== '' && at !== '' && at !== from && !rooms[from]?.includes(at)
      );
    });
    expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  it('have arrows in one direction only', () => {
    expect(findCycles(rooms)).toEqual([]);
  });

  /** Files of the module itself are either what rooms share, or what puts them together. */
  it('share only files that import no room', () => {
    const shared = new Set(
      inside.filter(({ file }) => roomOf(file) !== '').map(({ to }) => to),
    );
    const broken = inside.filter(
      ({ file, to }) =>
        roomOf(file) === '' && shared.has(file) && roomOf(to) !== '',
    );
    expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });
});

describe('what Nx loads on every command', () => {
  /** Everything that is loaded when `start` is, lazily or not. */
  function reach(start: string): Import[] {
    const seen = new Set<string>();
    const found: Import[] = [];
    const queue = [start];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const i of imports.filter(
        (entry) => entry.file === file && !entry.isType,
      )) {
        found.push(i);
        const next = target(i);
        if (next?.endsWith('.ts')) queue.push(next);
      }
    }
    return found;
  }

  const entries = [
    'index.ts',
    ...sources.filter((file) => file.startsWith('nx/')),
  ];

  it.each(entries)(
    '%s never reaches engine, registry or their libraries',
    (entry) => {
      const heavy = reach(entry).filter((i) => {
        const to = target(i);
        const isHeavyFolder =
          to !== undefined &&
          ['engine', 'http', 'registry', 'run'].includes(moduleOf(to));
        return isHeavyFolder || table.neverFromIndex.includes(i.specifier);
      });
      expect(
        heavy.map(({ file, specifier }) => `${file} → ${specifier}`),
      ).toEqual([]);
    },
  );
});
