"""Each company is registered with the Commissioner and pays the charge (Charges Regulations)."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.model.entity import Entity
from ropabook.model.facts import answered, known, unknown
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_FORM: Final = re.compile(r"Z[A-Z]?\d{6,7}")
_NO_NUMBER: Final = NotApplicable("No registration number is recorded.")


@rule("EN-ICO", "Charges Regulations 2018", "major", analysis="lawfulness", profiles=("UK",))
def every_company_is_registered(entity: Entity) -> Judgement:
    """Each company has a registration number of the Commissioner, or says why it is exempt.

    Remedy:
        Register and pay the charge, or record the exemption.

    Gap:
        entity:
          registration_number: absent

    Good:
        entity:
          registration_number:
            none: It controls no processing and acts for others only
    """
    number, at = entity.registration_number, "registration_number"
    if unknown(number):
        yield not_known(f"The registration number of {entity.short_name}", number, "major", at)
    elif not answered(number):
        sentence = f"{entity.short_name} has no registration number and claims no exemption."
        yield Gap(sentence, at)


@rule("EN-ICO-EXP", "Charges Regulations 2018", "major", analysis="lawfulness", profiles=("UK",))
def no_registration_has_expired(entity: Entity, on: date) -> Judgement:
    """The registration of each company with the Commissioner is in force.

    Remedy:
        Renew the registration, or look the day up in the Commissioner's register.

    Gap:
        entity:
          registration_expiry: 2026-06-30

    Good:
        entity:
          registration_expiry: 2027-06-30
    """
    fact, at = entity.registration_expiry, "registration_expiry"
    expiry = known(fact)
    if answered(entity.registration_number) and known(entity.registration_number) is None:
        yield NotApplicable("The company is recorded as exempt from registration.")
    elif expiry is None:
        asked = fact if unknown(fact) else None
        sentence = f"When the registration of {entity.short_name} expires is not recorded."
        yield Gap(sentence, at, "minor", question=asked)
    elif expiry < on:
        yield Gap(f"The registration of {entity.short_name} expired on {expiry}.", at)


@rule("EN-ICO-FORMAT", "Charges Regulations 2018", "advice", analysis="group", profiles=("UK",))
def registration_numbers_are_well_formed_and_one_company_s(
    entity: Entity, register: Register
) -> Judgement:
    """Each registration number has the usual form and belongs to one company only.

    Remedy:
        Compare the number with the Commissioner's register.

    Gap:
        entity:
          registration_number: 12345

    Good:
        entity:
          registration_number: ZB765432
    """
    number = known(entity.registration_number)
    if number is None:
        yield _NO_NUMBER
        return
    if not _FORM.fullmatch(number):
        sentence = f"“{number}” does not look like a registration number of the Commissioner."
        yield Gap(sentence, "registration_number")
    if register.once(_numbers)[_plain(number)] > 1:
        sentence = f"{entity.short_name} shares its registration number with another company."
        yield Gap(sentence, "registration_number")


def _numbers(register: Register) -> Mapping[str, int]:
    numbers = (known(entity.registration_number) for entity in register.entities.values())
    return Counter(_plain(number) for number in numbers if number is not None)


def _plain(number: str) -> str:
    return "".join(number.split()).upper()
