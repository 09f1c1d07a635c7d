import { posix } from 'node:path';

import { expandWord } from './expand';
import { findStage } from './find-stage';
import type { Instruction, ParsedDockerfile, Word } from './parsed-dockerfile';
import { reachStages } from './reach-stages';
import { lookupIn } from './scope';
import type { StageUse } from './stage-use';

/** What can change what something of a build contains. */
export interface BuildInputs {
  /** Paths in the context, as `ContextUse` has them. */
  context: ReadonlySet<string>;
  /** Images, as the Dockerfile names them. */
  images: ReadonlySet<string>;
  /** What reaches it only through the folder `/steady` of a stage: there is what seldom moves. */
  steady: Omit<BuildInputs, 'steady'>;
}

/** An instruction that makes a layer of the image. */
export interface LayerInputs extends BuildInputs {
  keyword: 'RUN' | 'COPY' | 'ADD' | 'WORKDIR';
  /** What a COPY takes from an earlier stage: `/layers/8/`. */
  taken?: string;
}

export interface LayerInputsRequest {
  buildArgs: Readonly<Record<string, string>>;
  /** Name or index of the stage that is built. */
  target: string;
}

/**
 * The layers that a Dockerfile adds to what it starts from, in order, each with
 * what can change it: of RUN all that was before it and all that it mounts, of COPY
 * what it copies. Of a stage that only copies, no more is read than is asked for.
 */
export function listLayerInputs(
  parsed: ParsedDockerfile,
  { buildArgs, target }: LayerInputsRequest,
): LayerInputs[] {
  const { stages } = parsed;
  const stage = findStage(target, stages) ?? stages[Number(target)];
  if (stage === undefined) return [];
  const { uses } = reachStages(parsed, stage.index, buildArgs);
  const reader = new InputReader(parsed, uses);
  const layers: LayerInputs[] = [];
  const before = open();
  for (const use of reader.chainOf(stage.index)) {
    add(before, reader.readBase(use));
    for (const instruction of use.stage.instructions) {
      const own = reader.readInstruction(use, instruction);
      add(before, own);
      const { keyword } = instruction;
      if (!makesLayer(keyword)) continue;
      const inputs = keyword === 'RUN' ? copy(before) : own;
      layers.push({
        keyword,
        ...inputs,
        taken: reader.taken(use, instruction),
      });
    }
  }
  return layers;
}

function makesLayer(keyword: string): keyword is LayerInputs['keyword'] {
  return ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword);
}

interface OpenPart {
  context: Set<string>;
  images: Set<string>;
}

interface OpenInputs extends OpenPart {
  steady: OpenPart;
}

const openPart = (): OpenPart => ({ context: new Set(), images: new Set() });

const open = (): OpenInputs => ({ ...openPart(), steady: openPart() });

function add(to: OpenInputs, from: BuildInputs): void {
  addPart(to, from);
  addPart(to.steady, from.steady);
}

function addPart(
  to: OpenPart,
  { context, images }: BuildInputs['steady'],
): void {
  for (const each of context) to.context.add(each);
  for (const each of images) to.images.add(each);
}

/** Where a stage leaves what seldom moves: layers of `in-layers`, lists of `list-steady-apt`. */
export function isSteadyFolder(path = ''): boolean {
  return path.startsWith('/steady/');
}

function copy(inputs: BuildInputs): BuildInputs {
  const copied = open();
  add(copied, inputs);
  return copied;
}

/** A stage, or one path of it. */
interface StagePath {
  index: number;
  path?: string;
}

class InputReader {
  readonly #parsed: ParsedDockerfile;
  readonly #uses: ReadonlyMap<number, StageUse>;
  /** Two stages may read one: it is looked at once for each path. */
  readonly #known = new Map<string, BuildInputs>();

  constructor(parsed: ParsedDockerfile, uses: readonly StageUse[]) {
    this.#parsed = parsed;
    this.#uses = new Map(uses.map((use) => [use.stage.index, use]));
  }

  /** The stages that one starts from, first to last, and itself. */
  chainOf(index: number): StageUse[] {
    const use = this.#uses.get(index);
    if (use === undefined) return [];
    return [...(use.base === undefined ? [] : this.chainOf(use.base)), use];
  }

  /** The image of its FROM. */
  readBase({ images }: StageUse): BuildInputs {
    const from = images.filter(({ kind }) => kind === 'from');
    return { ...open(), images: new Set(from.map(imageOf)) };
  }

  readInstruction(use: StageUse, instruction: Instruction): BuildInputs {
    const { line } = instruction;
    const inputs = open();
    for (const each of use.context)
      if (each.line === line)
        each.sources.forEach((s) => inputs.context.add(s));
    for (const each of use.images)
      if (each.line === line && each.kind !== 'from')
        inputs.images.add(each.image);
    for (const source of this.#listMounted(use, instruction)) {
      const read = this.#readStage(source);
      if (!isSteadyFolder(source.path)) add(inputs, read);
      else for (const part of [read, read.steady]) addPart(inputs.steady, part);
    }
    for (const source of this.#listCopied(use, instruction))
      add(inputs, this.#readStage(source));
    return inputs;
  }

  /** `undefined` where several paths are taken, or none of a stage. */
  taken(use: StageUse, instruction: Instruction): string | undefined {
    const [source, ...more] = this.#listCopied(use, instruction);
    return more.length > 0 ? undefined : source?.path;
  }

  #readStage({ index, path }: StagePath): BuildInputs {
    const name = `${index} ${path ?? ''}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const inputs = open();
    const chain = this.chainOf(index);
    const isCopied = chain.every(onlyCopies);
    for (const use of chain) {
      add(inputs, this.readBase(use));
      for (const instruction of use.stage.instructions)
        if (!isCopied || this.#reaches(use, instruction, path))
          add(inputs, this.readInstruction(use, instruction));
    }
    this.#known.set(name, inputs);
    return inputs;
  }

  /** Whether a COPY can have put something at the path. */
  #reaches(use: StageUse, { words }: Instruction, path?: string): boolean {
    const last = words.at(-1);
    if (path === undefined || /[*?[]/.test(path) || last === undefined)
      return true;
    const to = this.#expand(use, last);
    return !to.startsWith('/') || isBelow(to, path) || isBelow(path, to);
  }

  #listMounted(use: StageUse, { mounts }: Instruction): StagePath[] {
    return mounts.flatMap(({ from, source }) =>
      this.#locate(use, from, source),
    );
  }

  #listCopied(
    use: StageUse,
    { keyword, flags, words }: Instruction,
  ): StagePath[] {
    if (keyword !== 'COPY') return [];
    const from = flags.find(({ name }) => name === 'from')?.value;
    return words.slice(0, -1).flatMap((word) => this.#locate(use, from, word));
  }

  #locate(use: StageUse, from?: Word, source?: Word): StagePath[] {
    if (from === undefined) return [];
    const name = this.#expand(use, from);
    const { stages } = this.#parsed;
    const stage = findStage(name.toLowerCase(), stages) ?? stages[Number(name)];
    if (stage === undefined || !this.#uses.has(stage.index)) return [];
    const path = source && this.#expand(use, source);
    return [{ index: stage.index, path }];
  }

  #expand({ scope }: StageUse, { text }: Word): string {
    return expandWord(text, this.#parsed.escape, lookupIn(scope)).text;
  }
}

function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map((each) => posix.resolve('/', each));
  return outer === '/' || `${inner}/`.startsWith(`${outer}/`);
}

const imageOf = ({ image }: { image: string }) => image;

function onlyCopies({ fromScratch, stage }: StageUse): boolean {
  return (
    fromScratch && stage.instructions.every(({ keyword }) => keyword !== 'RUN')
  );
}
