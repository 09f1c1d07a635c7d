import Module, { isBuiltin } from 'node:module';

import { defineImage } from '../define-image';

export interface ProcessWatch {
  begin: () => void;
  /** What was thrown where nobody could catch it. */
  takeFault: () => { thrown: unknown } | undefined;
  /** Nothing was asked that may be different the next time. */
  isPure: () => boolean;
  /** Something is not as it was, or still going on: no other file may see it. */
  isDisturbed: () => boolean;
}

type Loader = (request: string, parent: unknown, isMain: boolean) => unknown;
type Extension = (
  module: { _compile: (code: string, file: string) => void },
  file: string,
) => void;

/** Modules of Node that answer the same at all times. */
const pureModules = /^(?:node:)?(?:path|url|util|assert|querystring|buffer)\b/;

/**
 * Lets code that nobody has checked run in this process, and sees what it does:
 * ending the process becomes an error with a line.
 */
export function watchProcess(): ProcessWatch {
  let isPure = true;
  let fault: { thrown: unknown } | undefined;
  const noteImpure = () => void (isPure = false);
  const noteFault = (thrown: unknown) => void (fault ??= { thrown });
  process.on('uncaughtException', noteFault);
  process.on('unhandledRejection', noteFault);
  forbidEnd(noteFault);
  hideCompiler(
    () => isPure,
    (before) => void (isPure = before),
  );
  const environment = { ...process.env };
  const folder = process.cwd();
  const handles = countHandles();
  const state = new Snapshot([...intrinsics, ...intrinsics.map(prototypeOf)]);
  watchEnvironment(noteImpure);
  watchModules((module) => {
    noteImpure();
    state.add(module);
  });
  return {
    begin: () => {
      isPure = true;
      fault = undefined;
    },
    takeFault: () => fault,
    isPure: () => isPure,
    isDisturbed: () => {
      const wasPure = isPure;
      try {
        return (
          process.cwd() !== folder ||
          !isSame(environment, process.env) ||
          countHandles() !== handles ||
          state.isChanged()
        );
      } catch {
        // Not even comparing works any more.
        return true;
      } finally {
        isPure = wasPure;
      }
    },
  };
}

function forbidEnd(noteFault: (error: Error) => void): void {
  const forbid = (name: string) => {
    const refuse = (code?: unknown): never => {
      const given = typeof code === 'number' ? String(code) : '';
      const error = new Error(
        `calls process.${name}(${given}), which would end every command`,
      );
      // Also where it is caught.
      noteFault(error);
      throw error;
    };
    Object.assign(process, { [name]: refuse });
  };
  for (const name of ['exit', 'reallyExit', 'abort']) forbid(name);
}

/** An import that has to be compiled first makes nobody impure. */
function hideCompiler(
  get: () => boolean,
  set: (isPure: boolean) => void,
): void {
  const extensions = require.extensions as unknown as Record<string, Extension>;
  const original = extensions['.ts'];
  if (original === undefined) return;
  const wrapped: Extension = (module, file) => {
    const before = get();
    const compile = module._compile.bind(module);
    module._compile = (code, name) => {
      set(before);
      compile(code, name);
    };
    original(module, file);
  };
  extensions['.ts'] = Object.assign(wrapped, original);
}

/** Node itself looks for it whenever it compiles a module. */
const askedByNode = 'NODE_V8_COVERAGE';

function watchEnvironment(noteImpure: () => void): void {
  const traps: ProxyHandler<NodeJS.ProcessEnv> = {};
  for (const trap of ['get', 'has', 'ownKeys'] as const) {
    traps[trap] = ((...args: [never, never, never]) => {
      if (args[1] !== askedByNode) noteImpure();
      return Reflect[trap](...args);
    }) as never;
  }
  process.env = new Proxy(process.env, traps);
  const cwd = process.cwd.bind(process);
  process.cwd = () => {
    noteImpure();
    return cwd();
  };
}

/** `brickyard` itself is only what an `image.ts` takes from it. */
function watchModules(noteLoaded: (module: object) => void): void {
  const loader = Module as unknown as { _load: Loader };
  const load = loader._load;
  const api = Object.freeze({ defineImage });
  loader._load = (request, parent, isMain) => {
    if (request === 'brickyard') return api;
    const loaded = load.call(loader, request, parent, isMain);
    if (isBuiltin(request) && !pureModules.test(request))
      noteLoaded(loaded as object);
    return loaded;
  };
}

function countHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate')
    .length;
}

function isSame(
  before: Readonly<Record<string, string | undefined>>,
  now: Readonly<Record<string, string | undefined>>,
): boolean {
  const names = Object.keys(now);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => before[name] === now[name])
  );
}

const intrinsics: readonly object[] = [
  ...[globalThis, Object, Function, Array, String, Number, Boolean, Symbol],
  ...[Promise, Map, Set, WeakMap, WeakSet, Date, RegExp, Error, JSON, Math],
  ...[Reflect, Proxy, console],
];

function prototypeOf(value: object): object {
  return (value as { prototype?: object }).prototype ?? {};
}

type Properties = readonly (readonly [PropertyKey, unknown])[];

/** Objects that all files share, as they were. */
class Snapshot {
  #objects: [object, Properties][];

  constructor(objects: readonly object[]) {
    this.#objects = objects.map((object) => [object, listProperties(object)]);
  }

  add(object: object): void {
    if (this.#objects.some(([known]) => known === object)) return;
    this.#objects.push([object, listProperties(object)]);
  }

  isChanged(): boolean {
    return this.#objects.some(([object, before]) => {
      const now = listProperties(object);
      return (
        now.length !== before.length ||
        now.some(
          ([key, value], index) =>
            // One of them is NaN.
            key !== before[index]?.[0] || !Object.is(value, before[index][1]),
        )
      );
    });
  }
}

function listProperties(object: object): Properties {
  return Reflect.ownKeys(object).map((key) => {
    const own = Reflect.getOwnPropertyDescriptor(object, key);
    return [key, own?.get ?? (own?.value as unknown)];
  });
}
