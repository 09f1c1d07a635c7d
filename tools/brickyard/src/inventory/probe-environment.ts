import type { Rows } from './rows';

/** Variables of an image. */
export interface EnvironmentFacts {
  /** Those that tell what runs in the image, with their values. */
  environment: Readonly<Record<string, string>>;
  /**
   * Names of all others. An inventory is published, and whether the value of
   * `DATABASE` is a secret cannot be seen; so none of theirs is told.
   */
  otherVariables: readonly string[];
}

/** Names, as the patterns of a shell, whose values are no secrets. */
const told =
  'PATH|LANG|LANGUAGE|LC_*|TZ|USER|JNAME|JAVA_HOME|JAVA_VERSION|R_HOME|R_LIBS*|SPARK_HOME|SCALA_VERSION|VIRTUAL_ENV|RETICULATE_PYTHON|PYSPARK_PYTHON|PYTHONPATH|PYTHONHASHSEED|PYTHONIOENCODING|PYTHON_VERSION|LD_LIBRARY_PATH|OPENSSL_FORCE_FIPS_MODE|DEBIAN_FRONTEND|DATABRICKS_RUNTIME_VERSION|CUDA_VERSION|NVIDIA_VISIBLE_DEVICES|NVIDIA_DRIVER_CAPABILITIES';

/** Of the container, its shell or the tests in it, and not of the image. */
const foreign =
  'HOME|HOSTNAME|OLDPWD|PWD|SHLVL|TERM|_|container|BASH*|BRICKYARD_TESTS';

/** Only names leave awk: it alone tells a value's second line from a name. */
export const environmentScript = String.raw`
if command -v awk >/dev/null; then
  row environment
  for name in $(awk 'BEGIN { for (name in ENVIRON) if (name ~ /^[A-Za-z_][A-Za-z0-9_]*$/) print name }'); do
    case $name in
      ${foreign}) ;;
      ${told}) eval "value=\$$name"; row variable "$name" "=$(printf %s "$value" | tr '\t\n' '  ')" ;;
      *) row other-variable "$name" ;;
    esac
  done
fi
`;

export function parseEnvironment(rows: Rows): Partial<EnvironmentFacts> {
  const isAsked = rows.take('environment', []).length > 0;
  const variables = rows.take('variable', ['name', 'value']);
  const others = rows.take('other-variable', ['name']);
  if (!isAsked) return {};
  // An empty field would be no row, so each value has a sign before it.
  const entries = variables.map(({ name, value }) => [name, value.slice(1)]);
  return {
    environment: Object.fromEntries(entries.sort()) as Record<string, string>,
    otherVariables: others.map(({ name }) => name).sort(),
  };
}
