/**
 * Packages that people who work with data ask for by name, as the index spells
 * them: what a name with a slip in it was probably meant to be. None is suggested
 * that the index in use does not have.
 */
export const wellKnownNames = words(`
  aiohttp altair apache-airflow arviz asyncpg attrs azure-identity
  azure-keyvault-secrets azure-storage-blob beautifulsoup4 bokeh boto3 botocore
  cachetools cartopy catboost category-encoders certifi chardet click cloudpickle
  cmdstanpy confluent-kafka contextily cryptography cvxpy cython dash dask
  databricks-connect databricks-sdk databricks-sql-connector datasets dbt-core
  delta-spark deltalake dill distributed django duckdb econml evidently fastapi
  fastparquet filelock fiona flask folium fsspec gensim geopandas geopy gitpython
  google-cloud-bigquery google-cloud-storage graphviz great-expectations h3 h5py
  holidays httpx huggingface-hub humanize hvplot hyperopt ibis-framework idna
  imbalanced-learn ipykernel ipython ipywidgets jinja2 joblib jsonschema jupyter
  jupyterlab keras koalas langchain lifelines lightgbm lightning loguru lxml
  markdown markupsafe matplotlib mlflow mlflow-skinny mlxtend mypy mysqlclient
  nbformat networkx nltk notebook numba numexpr numpy openai opencv-python
  opencv-python-headless openpyxl optuna orjson packaging pandas pandera paramiko
  patsy pendulum pillow plotly plotnine polars prophet protobuf psutil psycopg
  psycopg2 psycopg2-binary pulp pyarrow pydantic pydantic-settings pyjwt pymc
  pymongo pymysql pyodbc pyomo pyproj pytest python-dateutil python-docx
  python-dotenv python-pptx pytz pyyaml rasterio ray redis regex requests rich
  rtree ruamel-yaml s3fs scikit-image scikit-learn scipy seaborn
  sentence-transformers sentencepiece sentry-sdk setuptools shap shapely simplejson
  six sktime snowflake-connector-python spacy sqlalchemy sqlglot sqlparse
  statsmodels streamlit sympy tabulate tenacity tensorboard tensorflow textblob
  threadpoolctl tiktoken tokenizers toml tomli torch torchaudio torchvision tornado
  tqdm transformers trino tsfresh typer typing-extensions tzdata ujson umap-learn
  unidecode urllib3 uvicorn virtualenv wheel wordcloud wrapt xarray xgboost xlrd
  xlsxwriter xlwings zstandard
`);

/** What programs import, where packages have another name. */
export const importedNames: Readonly<Record<string, string>> = {
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  git: 'gitpython',
  jwt: 'pyjwt',
  pil: 'pillow',
  pptx: 'python-pptx',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  yaml: 'pyyaml',
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
