"""One way from a title to an id, and one reader of durations in words, for every door."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ropabook.forms.fields import Field
from ropabook.forms.interview.values import value_of
from ropabook.law.periods import in_words, meant, period
from ropabook.model.naming import id_of, short_id, unused
from ropabook.model.register import Register
from ropabook.sheets.edits import Duration


@pytest.mark.parametrize(
    ("title", "id"),
    [("Customer accounts (UK)", "customer-accounts-uk"), ("Straße", "strasse"), ("Café", "cafe"),
     ("Øresund", "oresund"), ("Łódź", "lodz"), ("№ 5", "no-5"), ("日本", "")],
)  # fmt: skip
def test_titles_become_ids(title, id) -> None:
    assert id_of(title) == id


@given(some.text(max_size=200))
def test_every_title_gives_an_id_that_a_record_may_have(title) -> None:
    made = short_id(title, "recipients")
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 60
    assert unused(made, {made, f"{made}-2"}) == f"{made}-3"


def test_names_that_no_file_may_have_are_not_given() -> None:
    assert short_id("CON", "systems").startswith("system-")


@pytest.mark.parametrize(
    ("words", "iso"),
    [("6 years", "P6Y"), ("6years", "P6Y"), ("1 year, 6 months", "P1Y6M"), ("p18m", "P18M"),
     ("1 year and 3 months", "P1Y3M"), ("90 minutes", "PT90M"), ("2  Weeks", "P2W"),
     ("Session", "session"), ("years", None), ("1 year 1 year", None), ("6 yearsx", None)],
)  # fmt: skip
def test_durations_in_words(words, iso) -> None:
    assert meant(words) == iso


@given(some.tuples(some.sampled_from("YMD"), some.integers(1, 99)))
def test_workbook_and_interview_read_durations_alike(part) -> None:
    unit, count = part
    said = in_words(f"P{count}{unit}")
    asked = Field("period", "Period", "", "period")
    assert period(meant(said)) == period(f"P{count}{unit}")
    assert value_of(Register({}), asked, said) == Duration().read(said, Register({}), None)
