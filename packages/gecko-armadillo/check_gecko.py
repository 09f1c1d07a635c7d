"""Fails the build of an image in which gecko would not work."""

import sys
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

HINT = "add it to requirements.txt, then run: npx nx lock gecko-armadillo"


def dependency_problem(requirement):
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return f"gecko needs {requirement}, which is not installed: {HINT}"
    if not requirement.specifier.contains(found, prereleases=True):
        return f"gecko needs {requirement}, and {found} is installed: {HINT}"
    return None


def list_problems():
    for requirement in map(Requirement, requires("gecko") or []):
        # Those of extras do not apply.
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield dependency_problem(requirement)


problems = list(filter(None, list_problems()))
if problems:
    sys.exit("\n".join(problems))

import gecko  # noqa: E402 (what it needs is there only now)
import pandas as pd  # noqa: E402

prices = pd.DataFrame({"price": [9.99, None, -1.0]})
found = gecko.find_problems(prices, [gecko.rules.between("price", 0, 100)])
if [finding.rows for finding in found] != [1]:
    sys.exit(f"gecko {gecko.__version__} finds {found} in {prices}")
