import { PYTHON } from './entry-script';
import { sparkJob } from './spark-job';

/** Where the volume is seen in a container; a version is a folder in it. */
export const SPARK_TARGET = '/mnt/brickyard-spark';

/**
 * Spark on loopback. The host's own name has to have an address, for Java asks
 * for it; without a network nothing else tells.
 */
export function renderSparkScript(
  version: string,
  tries: { pandas: boolean },
): string {
  const arguments_ = tries.pandas ? ' pandas' : '';
  return `
home=${SPARK_TARGET}/${version}
if [ ! -e "$home/python/pyspark" ]; then
  printf 'brickyard\\tspark-missing\\n'
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
