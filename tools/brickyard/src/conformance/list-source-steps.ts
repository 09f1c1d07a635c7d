import { posix } from 'node:path';

import { expandWord } from '../dockerfile/expand';
import { findStage } from '../dockerfile/find-stage';
import { parseList } from '../dockerfile/parse-list';
import type { Instruction, Stage } from '../dockerfile/parsed-dockerfile';
import {
  applyEnv,
  declareArgs,
  evaluateGlobals,
  lookupIn,
  type Scope,
} from '../dockerfile/scope';
import { oncePer } from '../once-per';
import { type InstructionText, listInstructions } from './list-instructions';
import type { FlavourFacts } from './rule';

/** An instruction, and what it finds when it runs. */
export interface SourceStep extends InstructionText {
  /** ARGs and ENVs whose values the sources give. */
  variables: ReadonlyMap<string, string>;
  /** Of WORKDIR, absolute. */
  folder: string;
  /** What SHELL says that RUN is given to. */
  shell: readonly string[];
  /** Index of the stage that its stage starts from. */
  base?: number;
  /** Whether its stage is the image, or one that the image starts from. */
  isFinal: boolean;
}

/** What a stage hands on to one that starts from it. */
interface StageState {
  scope: Scope;
  folder: string;
  shell: readonly string[];
  base?: number;
}

const SHELL = ['/bin/sh', '-c'];
/** Docker's own, where an image sets none. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Each instruction of the Dockerfile with what is set before it. */
export const listSourceSteps = oncePer(
  (flavour: FlavourFacts): SourceStep[] => {
    const final = finalStages(flavour);
    const globals = readGlobals(flavour);
    const states = new Map<number, StageState>();
    return listInstructions(flavour).map((each) => {
      const known = states.get(each.stage);
      const state = known ?? openState(each.stage, states, flavour);
      states.set(each.stage, state);
      const { folder, shell } = state;
      const variables = knownIn(each.stage < 0 ? globals : state.scope);
      if (each.stage >= 0) applyInstruction(each, state, globals, flavour);
      const isFinal = final.has(each.stage);
      const { base } = state;
      return { ...each, variables, folder, shell, base, isFinal };
    });
  },
);

/** Stages that end up in the image: the last one and what it starts from. */
export const finalStages = oncePer((flavour: FlavourFacts): Set<number> => {
  const { stages } = flavour.dockerfile;
  const found = new Set<number>();
  let stage = stages.at(-1);
  while (stage && !found.has(stage.index)) {
    found.add(stage.index);
    stage = findBase(stage, flavour);
  }
  return found;
});

function findBase(
  { image, index }: Stage,
  flavour: FlavourFacts,
): Stage | undefined {
  const { stages, escape } = flavour.dockerfile;
  const lookup = lookupIn(readGlobals(flavour));
  const { text } = expandWord(image.text, escape, lookup);
  return findStage(text, stages.slice(0, index));
}

const readGlobals = oncePer((flavour: FlavourFacts): Scope => {
  const { globals, stages } = flavour.dockerfile;
  const targetStage = stages.at(-1)?.name ?? 'default';
  return evaluateGlobals(globals, { ...inputsOf(flavour), targetStage });
});

/** What is wrong with a value is said by whoever builds. */
function inputsOf({ dockerfile: { escape }, buildArgs }: FlavourFacts) {
  return { escape, buildArgs, report: () => undefined };
}

function openState(
  index: number,
  states: ReadonlyMap<number, StageState>,
  flavour: FlavourFacts,
): StageState {
  const stage = flavour.dockerfile.stages[index];
  const base = stage && findBase(stage, flavour);
  const below = base && states.get(base.index);
  // What an image from elsewhere sets is not in the sources.
  const path = { text: PATH, missing: [] };
  const { scope, folder = '/', shell = SHELL } = below ?? {};
  const values = new Map(scope?.values ?? [['PATH', path]]);
  return {
    scope: { values, declared: new Set(scope?.declared) },
    ...{ folder, shell, base: base?.index },
  };
}

function applyInstruction(
  { instruction, keyword }: InstructionText,
  state: StageState,
  globals: Scope,
  flavour: FlavourFacts,
): void {
  const { scope } = state;
  if (keyword === 'ARG')
    declareArgs(scope, instruction, inputsOf(flavour), globals);
  else if (keyword === 'ENV') applyEnv(scope, instruction, inputsOf(flavour));
  else if (keyword === 'WORKDIR')
    state.folder = posix.resolve(
      state.folder,
      readFolder(instruction, state, flavour),
    );
  else if (keyword === 'SHELL')
    state.shell = readShell(instruction) ?? state.shell;
}

function readFolder(
  { words: [word] }: Instruction,
  { scope }: StageState,
  { dockerfile: { escape } }: FlavourFacts,
): string {
  return expandWord(word?.text ?? '', escape, lookupIn(scope)).text;
}

function readShell({
  source: { text, at },
}: Instruction): readonly string[] | undefined {
  return parseList(text.slice(at))?.map(String);
}

/** A value that needs one which nobody knows is not known. */
function knownIn({ values }: Scope): ReadonlyMap<string, string> {
  const known = [...values].filter(([, { missing }]) => missing.length === 0);
  return new Map(known.map(([name, { text }]) => [name, text]));
}
