"""What can be asked of a frame. Each function here makes one rule.

A missing value breaks `not_null` and no other rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

# Scales the median absolute deviation to the standard deviation of a normal
# distribution.
MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True)
class Rule:
    """A sentence about some columns, and a way to find the rows that break it."""

    description: str
    columns: tuple[str, ...]
    find_bad_rows: Callable[[pd.DataFrame], pd.Series]
    """One boolean for each row of the frame, in its order."""


def not_null(column: str) -> Rule:
    return Rule(
        f"{column} is never null",
        (column,),
        lambda frame: frame[column].isna(),
    )


def unique(*columns: str) -> Rule:
    """No two rows agree in all of these columns."""
    if not columns:
        raise ValueError("unique needs at least one column")
    return Rule(
        f"{' + '.join(columns)} is unique",
        columns,
        lambda frame: frame.duplicated(list(columns), keep=False)
        & frame[list(columns)].notna().all(axis=1),
    )


def between(column: str, low: Any, high: Any) -> Rule:
    """Both ends are allowed."""
    if low > high:
        raise ValueError(f"between {low} and {high}: the first is the greater")
    return Rule(
        f"{column} is between {low} and {high}",
        (column,),
        lambda frame: frame[column].notna() & ~frame[column].between(low, high),
    )


def one_of(column: str, values: Iterable[Any]) -> Rule:
    allowed = list(values)
    return Rule(
        f"{column} is one of {', '.join(map(str, allowed))}",
        (column,),
        lambda frame: frame[column].notna() & ~frame[column].isin(allowed),
    )


def matches(column: str, pattern: str) -> Rule:
    """The whole value matches the regular expression."""
    expression = re.compile(pattern)

    def find_bad_rows(frame: pd.DataFrame) -> pd.Series:
        values = frame[column]
        fits = values.map(lambda value: bool(expression.fullmatch(str(value))))
        return values.notna() & ~fits.astype(bool)

    return Rule(f"{column} matches {pattern}", (column,), find_bad_rows)


def refers_to(column: str, other: pd.DataFrame, key: str) -> Rule:
    """Each value is in another frame's column, as a foreign key is."""
    known = other[key].dropna().unique()
    return Rule(
        f"{column} is a known {key}",
        (column,),
        lambda frame: frame[column].notna() & ~frame[column].isin(known),
    )


def no_gaps(column: str, *, step: str, by: Sequence[str] = ()) -> Rule:
    """Times follow each other at most `step` apart, in each group of `by`.

    The rows found are those that come after a gap.
    """
    longest = pd.Timedelta(step)
    groups = list(by)

    def find_bad_rows(frame: pd.DataFrame) -> pd.Series:
        # By position, because labels may be there twice.
        times = frame[[column, *groups]].reset_index(drop=True)
        times = times.dropna().sort_values(column)
        ordered = times.groupby(groups)[column] if groups else times[column]
        after_gap = (ordered.diff() > longest).reindex(range(len(frame)))
        return pd.Series(after_gap.eq(True).to_numpy(bool), frame.index)

    group = f" in each {' + '.join(groups)}" if groups else ""
    return Rule(
        f"{column} has no gap longer than {step}{group}",
        (column, *groups),
        find_bad_rows,
    )


def no_outliers(
    column: str, *, by: Sequence[str] = (), limit: float = 3.5
) -> Rule:
    """Values lie within `limit` robust standard deviations of their median.

    Robust: the deviation comes from the median absolute deviation, which the
    outliers themselves do not move. A group whose values are mostly one and the
    same has a deviation of 0; there, every other value is an outlier.
    """
    groups = list(by)

    def spread_over(values: pd.Series, frame: pd.DataFrame) -> pd.Series:
        if not groups:
            return pd.Series(values.median(), values.index)
        keys = [frame[name] for name in groups]
        return values.groupby(keys).transform("median")

    def find_bad_rows(frame: pd.DataFrame) -> pd.Series:
        values = frame[column].astype(np.float64)
        distance = (values - spread_over(values, frame)).abs()
        deviation = spread_over(distance, frame) * MAD_TO_SIGMA
        return distance > limit * deviation

    group = f" of its {' + '.join(groups)}" if groups else ""
    return Rule(
        f"{column} is within {limit} robust deviations of the median{group}",
        (column, *groups),
        find_bad_rows,
    )
