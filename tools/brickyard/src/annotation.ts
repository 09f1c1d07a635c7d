/** A message that a CI service shows beside a line of a change. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  message: string;
  file?: string;
  line?: number;
  title?: string;
}

/** Writes an annotation the way one CI service reads it from a job's output. */
export type Annotate = (annotation: Annotation) => string;
