"""A recognised legitimate interest is one that the law lists, shown as it asks (Art. 6(1)(ea))."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.rules.reading import basis_at, resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NONE: Final = NotApplicable("No purpose rests on a recognised legitimate interest.")
_NO_REQUEST: Final = NotApplicable("No purpose rests on paragraph 1 of Annex 1.")


@rule("LB-EA-COND", "UK GDPR Art. 6(5), Annex 1", "critical", analysis="lawfulness",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def every_recognised_interest_names_its_condition(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on a recognised legitimate interest, the Annex 1 condition is named.

    Remedy:
        Name the condition of Annex 1 that is met, or choose another basis.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                necessity: The police ask for it

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The offence could not be detected otherwise
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        if basis.condition is None:
            at = f"{basis_at(purpose, basis)}.condition"
            yield Gap(f"“{purpose.text}” names no condition of Annex 1.", at)


@rule("LB-EA-NECESS", "UK GDPR Art. 6(1)(ea)", "major", analysis="lawfulness",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def every_recognised_interest_is_shown_to_be_necessary(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on a recognised legitimate interest, its necessity is explained.

    Remedy:
        Write down why the processing is necessary for the condition.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The offence could not be detected otherwise
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        if not basis.necessity:
            at = f"{basis_at(purpose, basis)}.necessity"
            yield Gap(f"It is not explained why “{purpose.text}” is necessary.", at)


@rule("LB-EA-P1REQ", "UK GDPR Annex 1 para. 1(b)", "critical", analysis="lawfulness",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def a_disclosure_on_request_keeps_the_request(activity: ProcessingActivity) -> Judgement:
    """Where data is disclosed under paragraph 1 of Annex 1, the request that it needs is kept.

    Remedy:
        Keep the request, in which the one who asks states the need for its public task.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "1"
                necessity: The council asked for the address

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "1"
                necessity: The council asked for the address
                request: The file of requests, with each letter of the council
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    on_request = [(purpose, basis) for purpose, basis in resting if basis.condition == "1"]
    if not on_request:
        yield _NO_REQUEST if resting else _NONE
    for purpose, basis in on_request:
        if not basis.request:
            at = f"{basis_at(purpose, basis)}.request"
            yield Gap(f"“{purpose.text}” rests on a request that is not on record.", at)


@rule("LB-EA-DATE", "SI 2026/82", "major", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def no_recognised_interest_is_older_than_the_law(activity: ProcessingActivity) -> Judgement:
    """No recognised legitimate interest is relied on for a time before 5 February 2026.

    Remedy:
        Record the day from which it is relied on, and which basis held before it.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The offence could not be detected otherwise
                from_date: 2025-11-01

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The offence could not be detected otherwise
                from_date: 2026-02-05
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield _NONE
    start = known(activity.start_date)
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.from_date"
        if basis.from_date is not None and basis.from_date < MAIN_DUAA:
            since = f"since {basis.from_date}, before that was a basis"
            yield Gap(f"“{purpose.text}” rests on a recognised interest {since}.", at)
        elif basis.from_date is None and (start is None or start < MAIN_DUAA):
            sentence = (
                f"Since when “{purpose.text}” rests on a recognised interest is not recorded."
            )
            yield Gap(sentence, at, "minor")
