import type { NamedRows } from '../rows/name-rows';

/** The variables of an image. */
export interface EnvironmentFacts {
  /** Those that say what runs in the image, with their values. */
  environment: Readonly<Record<string, string>>;
  /**
   * The names of all others. An inventory is published, and Brickyard cannot
   * know whether the value of `DATABASE` is a secret. So no value is in here.
   */
  otherVariables: readonly string[];
}

/** Names whose values are not secrets, as patterns of the shell. */
const told =
  'PATH|LANG|LANGUAGE|LC_*|TZ|USER|JNAME|JAVA_HOME|JAVA_VERSION|R_HOME|R_LIBS*|SPARK_HOME|SCALA_VERSION|VIRTUAL_ENV|RETICULATE_PYTHON|PYSPARK_PYTHON|PYTHONPATH|PYTHONHASHSEED|PYTHONIOENCODING|PYTHON_VERSION|LD_LIBRARY_PATH|OPENSSL_FORCE_FIPS_MODE|DEBIAN_FRONTEND|DATABRICKS_RUNTIME_VERSION|CUDA_VERSION|NVIDIA_VISIBLE_DEVICES|NVIDIA_DRIVER_CAPABILITIES';

/** Variables that the container sets, its shell or our tests, but not the image. */
const foreign =
  'HOME|HOSTNAME|OLDPWD|PWD|SHLVL|TERM|_|container|BASH*|BRICKYARD_TESTS';

/** awk lists the names, since only awk can tell a name from the second line of a value. */
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

export function parseEnvironment(rows: NamedRows): Partial<EnvironmentFacts> {
  const isAsked = rows.take('environment', []).length > 0;
  const variables = rows.take('variable', ['name', 'value']);
  const others = rows.take('other-variable', ['name']);
  if (!isAsked) return {};
  // A row has no empty fields, so a sign stands before each value.
  const entries = variables.map(({ name, value }) => [name, value.slice(1)]);
  return {
    environment: Object.fromEntries(entries.sort()) as Record<string, string>,
    otherVariables: others.map(({ name }) => name).sort(),
  };
}
