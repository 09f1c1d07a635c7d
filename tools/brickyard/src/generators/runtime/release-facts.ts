/** What Databricks publishes of a line: the release notes' system environment and library table. */
export interface ReleaseFacts {
  /** Python packages: normalised name → version. */
  packages: ReadonlyMap<string, string>;
  /** As the page says it, shortened to what the catalogue has. */
  ubuntu?: string;
  jdk?: string;
  python?: string;
  r?: string;
  scala?: string;
  spark?: string;
  cranSnapshot?: string;
}
