/** One case, as Brickyard and the tool that defines it see it. */
export interface OracleCase {
  verdict: 'same' | 'explained' | 'unexplained';
  /** The reason of an explained difference. */
  why?: string;
  /** For whoever looks into an unexplained one. */
  shown: unknown;
}

export interface OracleAnswer {
  /** What answered, in the version that ran: `buildkit v0.34.2`. */
  tool: string;
  cases: readonly OracleCase[];
}

/** A tool that defines what is right, beside what Brickyard does. */
export interface Oracle {
  /** What is compared. */
  name: string;
  /** Fewer cases would prove too little. */
  least: number;
  /** Throws a `MissingTool` where this machine lacks what answers. */
  ask: () => OracleAnswer | Promise<OracleAnswer>;
}

/** Pairs each case with its answer; there is one for each. */
export function zipAnswers<Case, Answer>(
  cases: readonly Case[],
  answers: readonly Answer[],
): [Case, Answer][] {
  if (cases.length !== answers.length)
    throw new Error(`${answers.length} answers to ${cases.length} cases`);
  return cases.map((each, index) => [each, answers[index] as Answer]);
}
