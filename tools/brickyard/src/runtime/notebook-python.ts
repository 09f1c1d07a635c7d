/** What notebooks run on, in every Databricks image with Python. */
export const NOTEBOOK_ENVIRONMENT = '/databricks/python3';

export const PYTHON = `${NOTEBOOK_ENVIRONMENT}/bin/python3`;
