"""A DPIA for several companies is signed for each of them (UK GDPR Art. 35(1))."""

from ropabook.model.assessments import Dpia
from ropabook.model.names import companies
from ropabook.model.register import CONTROLLING, Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("XE-DPIA-GROUP", "UK GDPR Art. 35(1)", "minor", analysis="group", standing="unverified")
def a_dpia_for_several_companies_is_signed_for_each(dpia: Dpia, register: Register) -> Judgement:
    """A DPIA that serves several controllers is signed off for each of them.

    Remedy:
        Let somebody sign for each company that controls the processing.

    Gap:
        dpia/newsletter:
          sign_offs:
            - entity: harbour
              by: Head of Privacy
              on: 2024-03-15

    Good:
        dpia/newsletter:
          sign_offs:
            - entity: harbour
              by: Head of Privacy
              on: 2024-03-15
            - entity: lantern
              by: Managing Director of Lantern
              on: 2024-03-18
    """
    needed = {
        entity: None
        for record in dpia.activities
        if record in register.activities
        for entity in register.activities[record].entities
        if register.as_done_by(register.activities[record], entity).role in CONTROLLING
    }
    if len(needed) < 2:
        yield NotApplicable("The DPIA serves one controller at most.")
        return
    signed = {sign_off.entity for sign_off in dpia.sign_offs}
    missing = [entity for entity in needed if entity not in signed]
    if missing:
        names = companies(register, missing)
        yield Gap(f"“{dpia.title}” is not signed for {names}.", "sign_offs")
