"""Imports the packages that are named as arguments; prints their versions.

Prints JSON: distribution to version, null for one that is not installed.
"""

import importlib
import json
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from re import sub


def normalize(name):
    return sub(r"[-_.]+", "-", name).lower()


def find_version(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def import_problem(module):
    try:
        importlib.import_module(module)
    except Exception as error:  # a module may fail in any way as it loads
        return repr(error)
    return None


def list_problems(packages):
    modules = {package: [] for package in packages}
    for module, distributions in packages_distributions().items():
        for package in {normalize(name) for name in distributions}.intersection(modules):
            modules[package].append(module)
    for package, names in modules.items():
        problems = [import_problem(name) for name in names]
        # One is enough: others may serve an extra that nobody asked for.
        if names and None not in problems:
            yield f"{package}: {problems}"


if __name__ == "__main__":
    wanted = sys.argv[1:]
    problems = list(list_problems(wanted))
    if problems:
        sys.exit("\n".join(problems))
    print(json.dumps({package: find_version(package) for package in wanted}))
