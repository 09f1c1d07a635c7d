import unittest

import numpy as np
import pandas as pd

from gecko import rules


def bad_rows(rule, **columns):
    """Positions of the rows that break the rule."""
    frame = pd.DataFrame(columns)
    return bad_rows_of(rule, frame)


def bad_rows_of(rule, frame):
    found = rule.find_bad_rows(frame)
    assert len(found) == len(frame), "one boolean for each row"
    return np.flatnonzero(found.to_numpy(bool)).tolist()


def days(*numbers):
    return pd.to_datetime([f"2025-03-{number:02d}" for number in numbers])


class NotNull(unittest.TestCase):
    def test_finds_missing_values_of_any_type(self):
        rule = rules.not_null("x")
        self.assertEqual(bad_rows(rule, x=[1.0, None, np.nan]), [1, 2])
        self.assertEqual(bad_rows(rule, x=["", None]), [1])
        times = pd.Series([pd.NaT, pd.Timestamp("2025-03-20")])
        self.assertEqual(bad_rows(rule, x=times), [0])
        nullable = pd.array([1, None], dtype="Int64")
        self.assertEqual(bad_rows(rule, x=nullable), [1])


class Unique(unittest.TestCase):
    def test_finds_each_of_the_rows_that_agree(self):
        rule = rules.unique("store", "day")
        found = bad_rows(rule, store=["a", "b", "a", "a"], day=[1, 1, 1, 2])
        self.assertEqual(found, [0, 2])

    def test_leaves_missing_keys_to_not_null(self):
        self.assertEqual(bad_rows(rules.unique("x"), x=[None, None]), [])

    def test_wants_a_column(self):
        self.assertRaises(ValueError, rules.unique)


class Between(unittest.TestCase):
    def test_allows_both_ends_and_missing_values(self):
        rule = rules.between("x", 0, 2)
        self.assertEqual(bad_rows(rule, x=[-1, 0, 2, 3, None]), [0, 3])

    def test_compares_times(self):
        rule = rules.between("x", *days(1, 3))
        self.assertEqual(bad_rows(rule, x=days(1, 4)), [1])

    def test_takes_nullable_numbers(self):
        rule = rules.between("x", 0, 2)
        numbers = pd.array([5, None, 1], dtype="Int64")
        self.assertEqual(bad_rows(rule, x=numbers), [0])

    def test_refuses_ends_that_are_the_wrong_way_round(self):
        with self.assertRaisesRegex(ValueError, "between 2 and 1"):
            rules.between("x", 2, 1)


class OneOf(unittest.TestCase):
    def test_finds_other_values(self):
        rule = rules.one_of("currency", ["EUR", "CHF"])
        self.assertEqual(bad_rows(rule, currency=["EUR", "USD", None]), [1])


class Matches(unittest.TestCase):
    def test_wants_the_whole_value_to_match(self):
        rule = rules.matches("sku", r"[A-Z]\d{3}")
        found = bad_rows(rule, sku=["A123", "A1234", "xA123", None])
        self.assertEqual(found, [1, 2])

    def test_takes_an_empty_frame(self):
        self.assertEqual(bad_rows(rules.matches("x", "a"), x=[]), [])


class RefersTo(unittest.TestCase):
    def test_finds_values_that_the_other_frame_lacks(self):
        stores = pd.DataFrame({"id": [1, 2, None]})
        rule = rules.refers_to("store", stores, "id")
        self.assertEqual(bad_rows(rule, store=[1, 3, 2, None]), [1])


class NoGaps(unittest.TestCase):
    rule = rules.no_gaps("day", step="1D")
    by_store = rules.no_gaps("day", step="1D", by=["store"])

    def test_finds_the_row_after_a_gap_whatever_the_order(self):
        self.assertEqual(bad_rows(self.rule, day=days(5, 1, 2)), [0])

    def test_looks_at_each_group_alone(self):
        columns = {"store": list("abab"), "day": days(1, 5, 2, 7)}
        self.assertEqual(bad_rows(self.by_store, **columns), [3])

    def test_does_not_mind_repeated_labels_and_missing_times(self):
        frame = pd.DataFrame({"day": [*days(1, 3), pd.NaT]}, index=[7, 7, 7])
        self.assertEqual(bad_rows_of(self.rule, frame), [1])

    def test_takes_an_empty_frame(self):
        frame = pd.DataFrame({"day": days()})
        self.assertEqual(bad_rows_of(self.rule, frame), [])


class NoOutliers(unittest.TestCase):
    def test_is_not_misled_by_the_outlier_itself(self):
        values = [10.0, 11.0, 9.0, 10.0, 1000.0, None]
        self.assertEqual(bad_rows(rules.no_outliers("x"), x=values), [4])

    def test_measures_each_group_by_its_own(self):
        rule = rules.no_outliers("price", by=["sku"])
        price = [1, 2, 3, 2, 90, 100, 110, 2]
        self.assertEqual(bad_rows(rule, price=price, sku=list("aaaabbbb")), [7])

    def test_finds_what_differs_from_a_constant(self):
        values = [5, 5, 5, 5, 6]
        self.assertEqual(bad_rows(rules.no_outliers("x"), x=values), [4])


if __name__ == "__main__":
    unittest.main()
