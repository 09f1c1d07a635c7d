import unittest

import pandas as pd

import gecko
from gecko import rules

FRAME = pd.DataFrame(
    {"price": [1.0, -2.0, None, -4.0, -5.0, -6.0], "sku": list("abcdee")},
    index=list("uvwxyz"),
)
RULES = [
    rules.not_null("sku"),
    rules.not_null("price"),
    rules.between("price", 0, 10),
]


class FindProblems(unittest.TestCase):
    def test_counts_rows_and_shows_the_first(self):
        self.assertEqual(
            gecko.find_problems(FRAME, RULES),
            [
                gecko.Finding("price is never null", 1, ("w",)),
                gecko.Finding("price is between 0 and 10", 4, ("v", "x", "y")),
            ],
        )

    def test_reports_a_missing_column_and_goes_on(self):
        found = gecko.find_problems(FRAME[["sku"]], [*RULES, rules.unique("sku")])
        self.assertEqual(
            list(map(str, found)),
            [
                "price is never null: no column price",
                "price is between 0 and 10: no column price",
                "sku is unique: broken by 2 rows (y, z)",
            ],
        )

    def test_finds_nothing_in_an_empty_frame(self):
        self.assertEqual(gecko.find_problems(FRAME.iloc[:0], RULES), [])


class Require(unittest.TestCase):
    def test_hands_the_frame_on(self):
        self.assertIs(FRAME.pipe(gecko.require, RULES[:1]), FRAME)

    def test_raises_all_findings_at_once(self):
        with self.assertRaises(gecko.DataQualityError) as raised:
            gecko.require(FRAME, RULES)
        self.assertEqual(len(raised.exception.findings), 2)
        self.assertEqual(
            str(raised.exception),
            "price is never null: broken by 1 row (w)\n"
            "price is between 0 and 10: broken by 4 rows (v, x, y, …)",
        )


if __name__ == "__main__":
    unittest.main()
