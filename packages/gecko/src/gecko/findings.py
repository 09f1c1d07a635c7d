"""Hold a frame against rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gecko.rules import Rule

EXAMPLES = 3


@dataclass(frozen=True)
class Finding:
    """A rule that a frame breaks."""

    message: str
    rows: int
    """How many rows break it; 0 when a column is missing."""
    examples: tuple[Hashable, ...]
    """The index labels of the first of them."""

    def __str__(self) -> str:
        if self.rows == 0:
            return self.message
        shown = ", ".join(map(str, self.examples))
        more = ", …" if self.rows > len(self.examples) else ""
        rows = "row" if self.rows == 1 else "rows"
        return f"{self.message}: broken by {self.rows} {rows} ({shown}{more})"


class DataQualityError(ValueError):
    """All that is wrong with a frame, a line each."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def find_problems(frame: pd.DataFrame, rules: Iterable[Rule]) -> list[Finding]:
    """One finding for each rule that the frame breaks, in the rules' order."""
    checked = (_check(frame, rule) for rule in rules)
    return [finding for finding in checked if finding]


def require(frame: pd.DataFrame, rules: Iterable[Rule]) -> pd.DataFrame:
    """The frame as it is, for `frame.pipe(require, rules)`.

    Raises DataQualityError, which names every rule that is broken.
    """
    findings = find_problems(frame, rules)
    if findings:
        raise DataQualityError(findings)
    return frame


def _check(frame: pd.DataFrame, rule: Rule) -> Finding | None:
    absent = [name for name in rule.columns if name not in frame.columns]
    if absent:
        return Finding(f"{rule.description}: no column {', '.join(absent)}", 0, ())
    positions = np.flatnonzero(rule.find_bad_rows(frame).to_numpy(bool))
    if len(positions) == 0:
        return None
    examples = tuple(frame.index[positions[:EXAMPLES]])
    return Finding(rule.description, len(positions), examples)
