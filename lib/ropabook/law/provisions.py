"""The provisions that this project answers for, one by one: the table from law to rule.

What has no rule says why. Where the text of a provision was not seen by the legal reference, its
number rests on general knowledge and is unverified.
"""

from typing import Final, NamedTuple

from ropabook.law import provision_tables as tables
from ropabook.law.citations import Provision


class Duty(NamedTuple):
    """A provision, what it is about, and why there is no rule where there is none."""

    provision: Provision
    about: str
    without: str


_REASONS: Final = {
    "PROCESS": "A duty of conduct that no record shows; the record holds its evidence.",
    "DEFINES": "Defines or explains; nothing to record.",
    "OFFICE": "Binds the Commissioner or the Secretary of State, not the company.",
    "RESEARCH": "For research, which the first users do not do; an exception, not a duty.",
    "CONDITION_9": "Judged as any condition: Art. 9(2).",
    "DEROGATION": "Judged as any derogation: Art. 49.",
    "MEASURES": "Which measures are apt is judged by people; the record names them: Art. 30(1)(g).",
    "PART_1": "One condition of Part 1 among others: judged by its Part, DPA 2018 s. 10(2).",
    "PART_2": "One condition of Part 2 among others: judged by its Part, DPA 2018 s. 10(3).",
    "PART_3": "One condition for criminal data among others: judged by DPA 2018 s. 10(5).",
}
"""Reasons that come again and again, by their name in the tables."""


def _duties(instrument: str, rows: str) -> list[Duty]:
    found = []
    for row in rows.strip().splitlines():
        number, about, *without = (cell.strip() for cell in row.split("|"))
        why = without[0] if without else ""
        found.append(Duty(Provision(instrument, number), about, _REASONS.get(why, why)))
    return found


DUTIES: Final[tuple[Duty, ...]] = (
    *_duties("UK GDPR Art.", tables.UK_GDPR),
    *_duties("UK GDPR", tables.BESIDE_UK_GDPR),
    *_duties("EU GDPR Art.", tables.EU_GDPR),
    *_duties("DPA 2018 s.", tables.DPA_SECTIONS),
    *_duties("DPA 2018 Sch. 1 para.", tables.SCHEDULE_1),
    *_duties("PECR reg.", tables.PECR),
    *_duties("PECR Sch. A1 para.", tables.SCHEDULE_A1),
)


def nearest(cited: Provision) -> Duty | None:
    """The narrowest duty of the table that a cited provision belongs to, if there is one."""
    around = [duty for duty in DUTIES if cited.within(duty.provision)]
    return max(around, key=lambda duty: len(duty.provision.number), default=None)
