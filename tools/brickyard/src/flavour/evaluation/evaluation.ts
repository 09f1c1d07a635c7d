/** An `image.ts` to evaluate; it need not be on disk yet. */
export interface DefinitionSource {
  /** Absolute: what its imports are relative to. */
  file: string;
  text: string;
}

/** Why an `image.ts` has no value. */
export interface EvaluationFault {
  /** In a user's words; what an `image.ts` throws may have many lines. */
  message: string;
  /** Of `image.ts`. */
  line?: number;
  /** The value is there, but is not plain data. */
  isValue?: boolean;
}

/** The value of a default export as JSON; none for a file without one. */
export type Evaluation = { json?: string } | { fault: EvaluationFault };

/** What the evaluator says of one file, with what a cache must know. */
export interface EvaluatorAnswer {
  index: number;
  evaluation: Evaluation;
  /** Absolute paths of the files that it loaded. */
  imports: string[];
  /** It depends on nothing but its text and its imports. */
  isPure: boolean;
}

/** Lines of JSON from the evaluator. The first says which file comes next. */
export type Message = { begin: number } | EvaluatorAnswer;

/** The file descriptor that the evaluator answers on: a program may write to the others. */
export const answerDescriptor = 3;
