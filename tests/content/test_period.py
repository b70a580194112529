"""The newest stands first: what goes on, then what ended last."""

from datetime import date

from workbook.content import Content
from workbook.content.period import ended, newness


def test_what_goes_on_comes_before_what_ended_and_that_before_the_unknown() -> None:
    goes_on = date(2020, 1, 1), None
    later, earlier = (date(2010, 1, 1), date(2019, 1, 1)), (None, date(2018, 1, 1))
    longer = date(2009, 1, 1), date(2019, 1, 1)
    unknown = None, None
    found = sorted(
        [unknown, earlier, longer, goes_on, later],
        key=lambda period: newness(*period),
        reverse=True,
    )
    assert found == [goes_on, later, longer, earlier, unknown]


def test_nothing_is_known_to_go_on_without_its_start() -> None:
    assert ended(None, None) is None
    assert ended(date(2020, 1, 1), None) == date.max


def test_jobs_education_and_voluntary_work_have_periods(content: Content) -> None:
    dated = {step.name for step in content.order if step.has_period}
    assert dated == {"jobs", "education", "volunteering"}
