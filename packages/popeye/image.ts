import { defineImage } from 'brickyard';

export default defineImage({
  runtimes: ['17.3-LTS', '16.4-LTS'],
  languages: ['python', 'r'],
  // Why it is so: README.md. Without effect on the image.
  cluster: {
    nodeType: 'Standard_D8ds_v5',
    workers: { min: 2, max: 8 },
    accessMode: 'dedicated',
    sparkConf: { 'spark.databricks.unityCatalog.volumes.enabled': 'true' },
    pool: { minIdle: 0, maxCapacity: 20 },
  },
});
