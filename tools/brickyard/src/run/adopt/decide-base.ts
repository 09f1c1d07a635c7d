import type { ImageUse } from '../../dockerfile/dockerfile';
import type { Problem } from '../../errors';
import type { Runtime } from '../../runtime/schema';
import type { Workspace } from '../../workspace/workspace';
import type { Adoption, ReadFolder } from './adoption';
import { chooseLines } from './choose-lines';
import {
  findNamedLine,
  guessLanguages,
  hasTrace,
  languagesOf,
  type NotebookLanguage,
} from './guess-languages';
import { likelyFlavour } from './likely-flavour';
import type { Start } from './list-starts';
import { recognizeBase, type StartImage } from './recognize-base';

/** What the base of an image says about it. */
export interface DecidedBase {
  parent?: string;
  runtimes: readonly string[];
  languages: readonly NotebookLanguage[];
  /** What tags of Databricks' images have to be instead. */
  movedTo?: string;
}

/** A fault of the Dockerfile, and what to do about it. */
export interface BaseFault {
  problem: Problem;
  hint?: string;
}

/** A flavour that others may be built on. */
export type ParentFacts = Pick<Adoption, 'runtimes' | 'languages'>;

export interface DecideRequest {
  read: ReadFolder;
  starts: readonly Start[];
  asked: readonly string[];
  workspace: Pick<Workspace, 'flavours' | 'runtimes' | 'options'>;
  /** What the folders of this run are called, and this one of them. */
  names: readonly string[];
  own: string;
  /** The flavour that an image from elsewhere becomes in this run: its name. */
  findSibling: (image: string) => string | undefined;
  /** Of this run or of the workspace; `undefined` where there is none of this name. */
  findParent: (name: string) => ParentFacts | undefined;
}

/** The runtime lines and languages of an image, from what it is built on. */
export function decideBase(request: DecideRequest): DecidedBase | BaseFault {
  const { starts, read } = request;
  const [first] = starts;
  const base = first?.use.base;
  if (base === undefined)
    return {
      problem: {
        place: {
          file: read.dockerfile.file,
          line: read.dockerfile.stages.at(-1)?.line,
        },
        message:
          'the image starts FROM scratch, so that no cluster starts from it',
      },
      hint: 'npx nx g brickyard:library adds a library, whose files other images take',
    };
  const parent = findParentName(base.image, request);
  return parent === undefined
    ? decideByImage(request, base)
    : decideByParent(request, base, parent);
}

function findParentName(image: string, request: DecideRequest) {
  const base = recognize(image, request);
  return base.kind === 'flavour' ? base.flavour : request.findSibling(image);
}

function recognize(image: string, { workspace }: DecideRequest): StartImage {
  return recognizeBase(image, workspace.options.localNamespace);
}

function decideByParent(
  request: DecideRequest,
  { image, line }: ImageUse,
  parent: string,
): DecidedBase | BaseFault {
  const { asked, read } = request;
  const facts = request.findParent(parent);
  if (facts === undefined) {
    const isSibling = request.findSibling(image) !== undefined;
    const message = isSibling
      ? `${image} is ${parent}, which is not adopted`
      : `${image}: there is no flavour packages/${parent} in this workspace`;
    return {
      problem: { place: { file: read.dockerfile.file, line }, message },
    };
  }
  const named = asked.filter((name) => facts.runtimes.includes(name));
  return {
    parent,
    runtimes: named.length > 0 ? named : facts.runtimes,
    languages: unite(facts.languages, guessLanguages(read.dockerfile)),
  };
}

function decideByImage(
  request: DecideRequest,
  { image, line }: ImageUse,
): DecidedBase | BaseFault {
  const { starts, read } = request;
  const base = recognize(image, request);
  const chosen = starts.map(({ use, runtimes }) =>
    choose(use.base?.image ?? image, runtimes, request),
  );
  const runtimes = [
    ...new Set(chosen.flatMap((each) => ('lines' in each ? each.lines : []))),
  ];
  const fault = chosen.find((each) => 'fault' in each);
  if (runtimes.length === 0 && fault !== undefined)
    return {
      problem: {
        place: { file: read.dockerfile.file, line },
        message: fault.fault,
      },
      hint: [fault.hint, likelyFlavour(image, request)]
        .filter((text) => text !== undefined)
        .join('; '),
    };
  const own = base.kind === 'databricks' ? languagesOf(base.name) : [];
  const [movedTo] = chosen.flatMap((each) =>
    'lines' in each ? (each.movedTo ?? []) : [],
  );
  return {
    runtimes,
    languages: unite(own, guessLanguages(read.dockerfile)),
    ...(movedTo !== undefined && { movedTo }),
  };
}

function choose(
  image: string,
  candidates: readonly Runtime[],
  request: DecideRequest,
) {
  const base = recognize(image, request);
  if (base.kind === 'flavour') return { lines: [] };
  const { asked, read } = request;
  return chooseLines({
    ...{ image, base, candidates, asked },
    hasTrace: hasTrace(read.dockerfile),
    named: findNamedLine(read.dockerfile),
  });
}

function unite(
  ...lists: readonly (readonly NotebookLanguage[])[]
): NotebookLanguage[] {
  const all = lists.flat();
  return (['python', 'r'] as const).filter((each) => all.includes(each));
}
