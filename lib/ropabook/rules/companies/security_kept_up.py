"""Staff are trained, and measures are tested (UK GDPR Art. 29, 32(1)(d), 32(4))."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.dates import YEAR
from ropabook.model.entity import Entity
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import SecurityMeasure
from ropabook.rules.reading import in_place
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_TRAINING: Final = re.compile(r"\b(train|instruct)", re.IGNORECASE)


def _measures(register: Register) -> Mapping[str, list[SecurityMeasure]]:
    """The measures in place of each company: its own, and those of its activities."""
    found = {}
    for entity in register.entities.values():
        named = dict.fromkeys(each(entity.security_measures))
        for activity in register.activities_of(entity.id):
            named.update(dict.fromkeys(each(activity.security_measures)))
        found[entity.id] = in_place(register, tuple(named))
    return found


@rule("EN-TRAIN", "UK GDPR Art. 29, 32(4)", "minor", analysis="lawfulness", standing="unverified")
def staff_are_trained_or_instructed(entity: Entity, register: Register) -> Judgement:
    """Each company trains its staff, or instructs them, as a measure that is recorded.

    Remedy:
        Record how staff are trained and instructed, or begin to.

    Gap:
        security-measures/staff-training:
          status: planned

    Good:
        security-measures/staff-training:
          title: Instructions
          text: Everyone with access has written instructions on what may be done with data
          subject: training
          status: in-place
    """
    measures = register.once(_measures).get(entity.id, [])
    if not any(one.subject == "training" or _trains(one) for one in measures):
        sentence = f"No training or instruction of staff is recorded for {entity.short_name}."
        yield Gap(sentence, "security_measures")


def _trains(measure: SecurityMeasure) -> bool:
    return (
        measure.nature == "organisational"
        and (_TRAINING.search(measure.title) or _TRAINING.search(measure.text)) is not None
    )


@rule("EN-TEST", "UK GDPR Art. 32(1)(d)", "minor", analysis="lawfulness", standing="unverified")
def measures_are_tested(entity: Entity, register: Register, on: date) -> Judgement:
    """Each company has tested some of its security measures within the last year.

    Remedy:
        Test, assess and evaluate the measures, and record the day.

    Gap:
        security-measures/access-by-role:
          tested_on: 2025-02-01
        security-measures/encryption-at-rest:
          tested_on: absent
        security-measures/staff-training:
          tested_on: 2025-02-01

    Good:
        security-measures/access-by-role:
          tested_on: 2026-09-01
        security-measures/encryption-at-rest:
          tested_on: absent
    """
    measures = register.once(_measures).get(entity.id, [])
    tested = [day for one in measures if (day := known(one.tested_on)) is not None and day <= on]
    asked = next((one.tested_on for one in measures if unknown(one.tested_on)), None)
    if not measures:
        yield NotApplicable("No measure in place is recorded; that is judged by itself.")
    elif any(on - day <= YEAR for day in tested):
        return
    elif asked:
        sentence = f"Whether {entity.short_name} has tested its measures in a year is not known."
        yield Gap(sentence, "security_measures", "advice", question=asked)
    else:
        last = f"; the last test was on {max(tested)}" if tested else ""
        sentence = f"{entity.short_name} has tested no measure within a year{last}."
        yield Gap(sentence, "security_measures")
