import { BrickyardError } from '../../errors';
import { parseRequirements } from '../../requirements/parse-requirements';
import { parseLineNumber, printLineNumber } from '../../runtime/line-number';
import { findPublishedLine } from '../../runtime/published-lines';
import type { Runtime } from '../../runtime/schema';
import { splitList } from '../split-list';
import { newestLine, sameBase } from './related-lines';
import type { ReleaseFacts } from './release-facts';
import { type RuntimeOptions, spellVersion } from './runtime-options';

export interface NewLineRequest {
  name: string;
  options: RuntimeOptions;
  /** Of `--from`. */
  release?: ReleaseFacts;
  known: readonly Runtime[];
}

export interface LinePlan {
  /** To be checked with the catalogue's schema. */
  line: Record<string, unknown>;
  /** Notes to print about it. */
  notes: string[];
}

const TOOLS = ['pip', 'setuptools', 'wheel', 'virtualenv'] as const;

/**
 * A line from the given facts: flags win over the list. No value is made up;
 * those of the base image come from another line on the same one. Throws
 * RUNTIME_INCOMPLETE with the flags that are missing.
 */
export function planLine(request: NewLineRequest): LinePlan {
  const { name, options, release, known } = request;
  const published =
    options.databricks === false ? undefined : findPublishedLine(name);
  const ubuntu = spellVersion(options.ubuntu, 'two digits') ?? release?.ubuntu;
  const baseImage = options.baseImage ?? (ubuntu && `ubuntu:${ubuntu}`);
  const jdk =
    options.jdk === undefined
      ? (release?.jdk ?? published?.jdk?.default)
      : String(options.jdk);
  const python = spellPython(options) ?? release?.python;
  const pins = listPins(request);
  const given = splitList(options.source);
  const source = [...new Set([...given, ...(published?.source ?? [])])];
  checkGiven({
    '--ubuntu (or --baseImage)': baseImage,
    '--jdk': jdk,
    '--python': python,
    '--from (or --notebook)': Object.keys(pins).length > 0 || undefined,
    '--source': source[0],
  });
  const related = sameBase(known, `${baseImage}`);
  const spark =
    spellVersion(options.spark) ?? release?.spark ?? published?.spark;
  const scalas =
    [
      splitList(options.scala),
      [release?.scala].filter(isGiven),
      published?.scala ?? [],
    ].find((list) => list.length > 0) ?? [];
  const line = {
    name,
    databricks: options.databricks ?? true,
    note: options.note,
    source,
    released: options.released ?? published?.released,
    endOfSupport: options.endOfSupport ?? published?.endOfSupport,
    ...(options.databricks !== false && sparkVersions(name, scalas)),
    spark,
    ...(scalas.length > 0 && { scala: scalas }),
    baseImage,
    ubuntu,
    codename: options.codename ?? related?.codename,
    glibc: spellVersion(options.glibc, 'two digits') ?? related?.glibc,
    jdk: { default: jdk },
    python: {
      version: python,
      ...listTools(request),
      ...(related?.python.version === python && {
        aptSource: related?.python.aptSource,
      }),
    },
    r: planR(request, related),
    notebook: pins,
  };
  return {
    line,
    notes: [
      ...explainPins(request),
      ...explainBase(related, `${baseImage}`, line),
    ],
  };
}

function spellPython({ python }: RuntimeOptions): string | undefined {
  return spellVersion(python, 'two digits')?.replace(/^(\d+\.\d+)\..*$/, '$1');
}

function checkGiven(facts: Readonly<Record<string, unknown>>): void {
  const missing = Object.keys(facts).filter((flag) => !isGiven(facts[flag]));
  if (missing.length === 0) return;
  throw new BrickyardError(
    'RUNTIME_INCOMPLETE',
    `not given: ${missing.join(', ')}`,
    {
      hint: 'all of it is on the page of release notes of the line; --from=<that page, or a file of it> reads most, and --source says where the facts come from',
    },
  );
}

function isGiven<T>(value: T | undefined): value is T {
  return value !== undefined && value !== '';
}

/** https://docs.databricks.com/api: `17.3.x-scala2.13`, `18.x-scala2.13` */
function sparkVersions(name: string, scalas: readonly string[]) {
  const number = parseLineNumber(name);
  if (number === undefined || scalas.length === 0) return {};
  const line = `${printLineNumber(number)}.x`;
  return { sparkVersions: scalas.map((each) => `${line}-scala${each}`) };
}

function listTools({ options, release }: NewLineRequest) {
  return Object.fromEntries(
    TOOLS.map((tool) => [
      tool,
      spellVersion(options[tool]) ?? release?.packages.get(tool),
    ]),
  );
}

function planR(
  { options, release }: NewLineRequest,
  related: Runtime | undefined,
) {
  const version = spellVersion(options.r) ?? release?.r;
  if (version === undefined) return undefined;
  return {
    version,
    aptVersion: spellVersion(options.rAptVersion),
    aptSource: related?.r?.aptSource,
    cranRepository: related?.r?.cranRepository,
    cranSnapshot: options.cranSnapshot ?? release?.cranSnapshot,
    bioconductorRelease: spellVersion(
      options.bioconductorRelease,
      'two digits',
    ),
    bioconductorRepository: related?.r?.bioconductorRepository,
  };
}

/** The pins of the newest line, in the list's versions; and those given by hand. */
function listPins({ options, release, known }: NewLineRequest) {
  const names = Object.keys(newestLine(known)?.notebook ?? {});
  const listed = names.flatMap((name) => {
    const version = release?.packages.get(name);
    return version === undefined ? [] : [[name, version] as const];
  });
  const given = parsePins(splitList(options.notebook));
  const all = new Map([...listed, ...given]);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parsePins(words: readonly string[]): (readonly [string, string])[] {
  return parseRequirements(words.join('\n'), '--notebook').map((each) => {
    const [specifier] = each.kind === 'package' ? each.specifiers : [];
    if (each.kind === 'package' && specifier?.operator === '==')
      return [each.name, specifier.version];
    throw new BrickyardError(
      'RUNTIME_INVALID',
      `--notebook: ${words[each.place.line - 1]} names no version`,
      { hint: 'write name==version' },
    );
  });
}

function explainPins(request: NewLineRequest): string[] {
  const { release, known } = request;
  const model = newestLine(known);
  if (release === undefined || model === undefined) return [];
  const pins = listPins(request);
  const absent = Object.keys(model.notebook).filter((name) => !(name in pins));
  if (absent.length === 0) return [];
  return [
    `not on the list, so not pinned as in ${model.name}: ${absent.join(', ')}; --notebook=name==version adds one`,
  ];
}

function explainBase(
  related: Runtime | undefined,
  baseImage: string,
  { codename, glibc }: { codename?: string; glibc?: string },
): string[] {
  const left = [
    ...(codename === undefined ? ['its codename (--codename)'] : []),
    ...(glibc === undefined ? ['its C library (--glibc)'] : []),
    'where its R comes from (r.aptSource, r.cranRepository)',
  ];
  return [
    related === undefined
      ? `no known line starts from ${baseImage}, so left out: ${left.join(', ')}`
      : `as in ${related.name}, which also starts from ${baseImage}: its codename and C library, where R comes from`,
  ];
}
