import type { DockerfileReading } from './ask-buildkit';

export interface Comparison {
  verdict: 'same' | 'explained' | 'unexplained';
  /** The reason of an explained difference; else what differs. */
  why: string;
}

interface Reason {
  why: string;
  /** What the one that refuses says. */
  says: RegExp;
}

/** Where Brickyard refuses what BuildKit builds, on purpose. */
const stricter: readonly Reason[] = [
  {
    why: 'a variable without a value is told',
    says: /is not declared before it|has no value|declared before FROM only/,
  },
  {
    why: 'a list that is not JSON is told, before its words are looked for',
    says: /the JSON list of/,
  },
  {
    why: 'a RUN without a command is told',
    says: /RUN needs an argument/,
  },
  {
    why: 'what is wrong in a stage that is not built is told, too',
    says: /^(?:[^\n]*: cannot read [^\n]*: the closing ["'] is missing(?:\n|$))+$/,
  },
  {
    why: 'ONBUILD is read where it is written, not where it runs',
    says: /^(?!.*\n).*(?:unknown instruction|COPY needs at least one source)/,
  },
];

/** Where BuildKit refuses what Brickyard leaves to it, or makes work. */
const laxer: readonly Reason[] = [
  {
    why: 'flags are for the engine: a newer one knows more',
    says: /unknown flag|value (?:for|on) flag|duplicate flag|failed to parse csv/,
  },
  {
    why: 'fields of a mount are for the engine',
    says: /invalid value for|invalid field|unexpected key|invalid mount target/,
  },
  {
    why: 'a variable in --from is replaced before the file is sent',
    says: /variable expansion is not supported for --from|'from' doesn't support/,
  },
  {
    why: 'an engine without heredocs takes << before a ) as a shift',
    says: /^unterminated heredoc$/,
  },
  {
    why: 'ports, volumes and platforms are for the engine',
    says: /invalid port|VOLUME specified|failed to parse platform/,
  },
];

export function compareReadings(
  ours: DockerfileReading,
  theirs: DockerfileReading,
): Comparison {
  if (ours.error && theirs.error) return { verdict: 'same', why: 'refused' };
  if (ours.error) return explain(stricter, ours.error);
  if (theirs.error) return explain(laxer, theirs.error);
  const [different] = fields.filter(
    (field) => textOf(ours, field) !== textOf(theirs, field),
  );
  if (different === undefined) return { verdict: 'same', why: 'read' };
  const why = `${different}: ${textOf(ours, different)}, not ${textOf(theirs, different)}`;
  return { verdict: 'unexplained', why };
}

const fields = [
  ...['instructions', 'syntax', 'images', 'context', 'secretIds'],
  'environment',
] as const;

function explain(reasons: readonly Reason[], error: string): Comparison {
  const reason = reasons.find(({ says }) => says.test(error));
  return reason === undefined
    ? { verdict: 'unexplained', why: error }
    : { verdict: 'explained', why: reason.why };
}

function textOf(
  reading: DockerfileReading,
  field: (typeof fields)[number],
): string {
  const { instructions } = reading;
  if (field !== 'environment') return JSON.stringify(reading[field] ?? []);
  // Only a RUN at the end sees what the stage's end has.
  if (instructions?.at(-1)?.keyword !== 'RUN') return '';
  const own = (reading.environment ?? []).filter((each) => !OWN.test(each));
  return JSON.stringify(own.sort());
}

/** BuildKit's own, where an image has none or a step mounts an agent. */
const OWN = /^PATH=\/usr\/local\/sbin:|^SSH_AUTH_SOCK=\/run\/buildkit\//;
