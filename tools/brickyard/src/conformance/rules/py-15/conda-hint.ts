export const CONDA_HINT =
  'install the packages into /databricks/python3 and remove conda from the image';
