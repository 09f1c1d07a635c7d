import type { ReleaseFacts } from './release-facts';

type Facts = Partial<Omit<ReleaseFacts, 'packages'>>;

/** The facts in one line of a page's "System environment", or of its prose. */
export function parseSystemLine(line: string): Facts {
  const text = line.replace(/[*`_]/g, '').trim();
  const [, key = '', value = ''] =
    /^(?:[-•] ?)?(operating system|java|scala|python|r)\s*:\s*(.+)$/i.exec(
      text,
    ) ?? [];
  return dropUnknown({
    ...parseEntry(key.toLowerCase(), value),
    spark: /powered by Apache Spark\s*(\d+\.\d+\.\d+)/i.exec(text)?.[1],
    cranSnapshot: /CRAN snapshot on (\d{4}-\d\d-\d\d)/i.exec(text)?.[1],
  });
}

function parseEntry(key: string, value: string): Facts {
  switch (key) {
    case 'operating system':
      return { ubuntu: /\bUbuntu\s+(\d+\.\d+)/i.exec(value)?.[1] };
    case 'java':
      // `Zulu17.58+21-CA`, `Zulu 8.78.0.19-CA-linux64`
      return { jdk: /^[A-Za-z ]*(\d+)/.exec(value)?.[1] };
    case 'python':
      return { python: /^(\d+\.\d+)/.exec(value)?.[1] };
    case 'r':
      return { r: /^(\d+\.\d+\.\d+)/.exec(value)?.[1] };
    case 'scala':
      return { scala: /^(\d+\.\d+)/.exec(value)?.[1] };
    default:
      return {};
  }
}

function dropUnknown(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  );
}
