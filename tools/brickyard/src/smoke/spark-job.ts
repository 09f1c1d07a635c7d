import { pythonChecks } from './python-checks';

/**
 * What a notebook does first, as one check each. The argument `pandas` adds the
 * checks that need pandas and pyarrow.
 */
export const sparkJob = String.raw`
${pythonChecks}
import glob, os, tempfile

home = os.environ['SPARK_HOME']
os.environ['PYTHONDONTWRITEBYTECODE'] = '1'
path = [home + '/python'] + glob.glob(home + '/python/lib/py4j-*.zip')
sys.path[:0] = path
os.environ['PYTHONPATH'] = ':'.join(path)
folder = tempfile.mkdtemp()
spark = None

def versions():
    from importlib.metadata import PackageNotFoundError, version
    found = []
    for name in ('pandas', 'pyarrow', 'numpy'):
        try:
            found.append('%s %s' % (name, version(name)))
        except PackageNotFoundError:
            found.append('no %s' % name)
    return ', '.join(found)

# Spark checks its own lower bounds.
def packages():
    from pyspark.sql.pandas import utils
    try:
        for name in ('pandas', 'pyarrow', 'numpy'):
            getattr(utils, 'require_minimum_%s_version' % name, lambda: None)()
    except Exception as error:
        raise Exception('%s; the image has %s' % (str(error).rstrip('.'), versions()))
    return versions()

def session():
    global spark
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.master('local[2]').appName('brickyard')
    for name, value in {
        'spark.ui.enabled': 'false',
        'spark.ui.showConsoleProgress': 'false',
        'spark.sql.shuffle.partitions': '2',
        'spark.sql.warehouse.dir': folder + '/warehouse',
        'spark.driver.bindAddress': '127.0.0.1',
        'spark.driver.host': '127.0.0.1',
    }.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    java = spark.sparkContext._jvm.System.getProperty('java.version')
    return 'Spark %s on Java %s' % (spark.version, java)

def expect(found, wanted):
    if found != wanted:
        raise Exception('%r came back, not %r' % (found, wanted))

def numbers():
    return spark.range(1000).selectExpr('id', 'id % 7 AS rest')

# With a function in Python, so that workers start with the image's Python.
def data_frame():
    from pyspark.sql.functions import udf
    double = udf(lambda n: 2 * n, 'long')
    rows = numbers().withColumn('twice', double('id')).groupBy('rest').sum('twice').collect()
    expect(sum(row[1] for row in rows), 999000)
    return '1000 rows in %d groups' % len(rows)

def parquet():
    file = folder + '/numbers.parquet'
    numbers().write.parquet(file)
    again = spark.read.parquet(file)
    expect(again.count(), 1000)
    expect(again.selectExpr('sum(id)').first()[0], 499500)
    return '1000 rows written and read'

def pandas_udf():
    import pandas
    from pyspark.sql.functions import pandas_udf
    @pandas_udf('long')
    def plus_one(column: pandas.Series) -> pandas.Series:
        return column + 1
    try:
        total = numbers().select(plus_one('id').alias('n')).selectExpr('sum(n)').first()[0]
        frame = numbers().toPandas()
    except Exception as error:
        traceback.print_exc()
        raise Exception('%s; the image has %s' % (describe(error), versions()))
    expect(total, 500500)
    expect(len(frame), 1000)
    return '1000 rows through pyarrow'

# The session stops, and Java ends without being killed.
def shutdown():
    from pyspark import SparkContext
    gateway = SparkContext._gateway
    spark.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    code = gateway.proc.wait(30)
    if code != 0:
        raise Exception('Java ended with exit code %d' % code)
    return 'Java ended with exit code 0'

wants_pandas = 'pandas' in sys.argv
fits = attempt('pandas, pyarrow, numpy', packages) if wants_pandas else False
if attempt('Spark session', session):
    attempt('DataFrame job', data_frame)
    attempt('Parquet round trip', parquet)
    if fits:
        attempt('pandas UDF', pandas_udf)
    attempt('clean shutdown', shutdown)
sys.stdout.flush()
# If the JVM hangs, a row has said so.
os._exit(0)
`;
