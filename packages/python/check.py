"""Fails the build of an image that notebooks would not start on.

usage: check.py <python version, as major or major.minor>
"""

import gc
import importlib
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import PackageNotFoundError, version

# setuptools leads: it stands in for distutils, if nothing has loaded that yet.
FIRST_MODULES = ["setuptools", "distutils.version"]
# What Databricks' notebook code imports before it runs a first command.
NOTEBOOK_MODULES = """
    IPython black databricks.sdk google.protobuf
    google.rpc grpc grpc_status ipyflow ipykernel jedi jinja2 matplotlib numpy pandas
    pyarrow pyccolo requests six tokenize_rt traitlets typing_extensions
""".split()

# The cluster brings its own; a second one on the path breaks it.
INJECTED_PACKAGES = ["pyspark", "delta-spark", "databricks-connect"]


def is_installed(package):
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def import_problem(module):
    try:
        importlib.import_module(module)
    except Exception as error:  # a module may fail in any way as it loads
        return f"cannot import {module}: {error!r}"
    return None


def list_problems(wanted):
    running = ".".join(map(str, sys.version_info[:2]))
    if wanted not in (running, running.split(".")[0]):
        yield f"python is {running}, the runtime has {wanted}"
    for package in filter(is_installed, INJECTED_PACKAGES):
        yield f"{package} must not be in the image: the cluster brings it"
    yield from filter(None, map(import_problem, FIRST_MODULES))
    # Without bytecode, one process would take seconds more.
    with ProcessPoolExecutor() as pool:
        yield from filter(None, pool.map(import_problem, NOTEBOOK_MODULES))


if __name__ == "__main__":
    # All that is imported stays; collecting takes a seventh of the time.
    gc.disable()
    # In memory: what a library writes for its user as it loads is no part of the image.
    with tempfile.TemporaryDirectory(dir="/dev/shm") as home:
        os.environ["HOME"] = home
        problems = list(list_problems(sys.argv[1]))
    if problems:
        sys.exit("\n".join(problems))
