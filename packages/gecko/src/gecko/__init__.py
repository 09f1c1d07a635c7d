"""Data-quality rules for pandas frames.

    import gecko
    from gecko import rules

    SALES = [
        rules.unique("store", "sku", "day"),
        rules.not_null("price"),
        rules.between("price", 0, 10_000),
        rules.no_gaps("day", step="1D", by=["store", "sku"]),
    ]
    sales = read_sales().pipe(gecko.require, SALES)
"""

from importlib.metadata import version

from gecko.findings import DataQualityError, Finding, find_problems, require
from gecko.rules import Rule

__all__ = ["DataQualityError", "Finding", "Rule", "find_problems", "require"]
__version__ = version("gecko")
