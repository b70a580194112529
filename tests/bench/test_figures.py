"""The tables' arithmetic."""

import pytest

from tests.bench.figures import (
    Value,
    last,
    lines,
    median,
    percentile,
    ratio,
    values,
    within,
)


def test_the_median_lies_between_the_two_in_the_middle() -> None:
    assert median(values([3, 1, 2])) == Value(2)
    assert median(values([4, 1, 2, 3])) == Value(2.5)


def test_those_who_never_arrived_above_the_median_leave_it_as_it_is() -> None:
    assert median(within([1, 2, 3, None], 9)) == Value(2.5)
    assert last(within([1, 2, None], 9)) == Value(9, True)


def test_the_median_is_a_lower_bound_when_half_never_arrived() -> None:
    assert median(within([1, 2, None, None], 9)) == Value(5.5, True)
    assert median(within([1, None, None], 9)) == Value(9, True)


def test_a_bound_below_the_median_makes_it_a_bound() -> None:
    assert median([Value(5.5, True), Value(9), Value(9)]) == Value(9, True)


def test_a_ratio_to_a_lower_bound_is_an_upper_bound() -> None:
    assert ratio(Value(6), Value(240, True)) == "≤ 0.0250"
    assert ratio(Value(240, True), Value(6)) == "≥ 40.00"
    assert ratio(Value(240, True), Value(240, True)) == "–"
    assert ratio(Value(1), Value(0)) == "–"


def test_a_number_has_the_digits_that_say_something() -> None:
    told = [str(Value(n)) for n in (1234.5, 12.34, 1.234, 0.0, 7)]
    assert told == ["1,234", "12.3", "1.23", "0.00", "7"]
    assert str(Value(240.0, True)) == "≥ 240"


@pytest.mark.parametrize(("share", "found"), [(0.5, 50), (0.99, 99), (1, 100), (0, 1)])
def test_a_percentile_is_one_of_the_numbers(share: float, found: float) -> None:
    assert percentile(list(range(1, 101)), share) == found


def test_each_line_stands_beside_the_first_side() -> None:
    told = lines(
        {
            "stock": {"form there, s": within([8, None, None], 240)},
            "ours": {"form there, s": values([6, 4, 5]), "saves": values([7])},
        }
    )
    assert told[1] == "form there, s"
    assert " ".join(told[2].split()) == "stock ≥ 240 8 to ≥ 240 baseline"
    assert " ".join(told[3].split()) == "ours 5 4 to 6 ≤ 0.0208"
    assert " ".join(told[5].split()) == "ours 7 7 to 7 –"
