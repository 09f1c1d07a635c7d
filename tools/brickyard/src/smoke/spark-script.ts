import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from '../runtime/notebook-python';
import { sparkJob } from './spark-job';

/** Where containers see the volume. It has a folder for each version. */
export const SPARK_TARGET = '/mnt/brickyard-spark';

/**
 * Runs Spark on loopback. Java looks up the address of the host's own name, and
 * without a network only /etc/hosts has one.
 */
export function renderSparkScript(
  version: string,
  tries: { pandas: boolean },
): string {
  const arguments_ = tries.pandas ? ' pandas' : '';
  return `${shellRows(rowMark)}
home=${SPARK_TARGET}/${version}
if [ ! -e "$home/python/pyspark" ]; then
  row spark-missing
  exit 0
fi
printf '127.0.0.1 %s\\n' "$(cat /etc/hostname)" >> /etc/hosts
unset JAVA_HOME SPARK_CONF_DIR PYTHONPATH PYTHONHOME
export SPARK_HOME="$home" SPARK_LOCAL_IP=127.0.0.1
export PYSPARK_PYTHON=${PYTHON} PYSPARK_DRIVER_PYTHON=${PYTHON}
${PYTHON} -B - ${arguments_} <<'BRICKYARD_END'
${sparkJob}
BRICKYARD_END
`;
}
