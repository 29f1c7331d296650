"""The data protection officer is published, independent, and called what it is (Art. 37–38)."""

import re
from datetime import date
from typing import Final

from ropabook.model.entity import DataProtectionOfficer, Entity
from ropabook.model.facts import blank, known
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_OFFICER: Final = NotApplicable("No data protection officer is recorded.")
_OFFICER: Final = re.compile(r"\b(data protection officer|dpo)\b", re.IGNORECASE)
_OTHER_POST: Final = re.compile(r"\b(manager|head|director|counsel|secretary)\b", re.IGNORECASE)


def _officer(entity: Entity) -> DataProtectionOfficer | None:
    officer = known(entity.dpo)
    return None if officer is None or officer.status == "not-required" else officer


@rule("EN-DPO-PUB", "UK GDPR Art. 37(7)", "major", analysis="lawfulness", standing="unverified")
def the_officer_is_published_and_notified(entity: Entity, on: date) -> Judgement:
    """The officer's contact details are published and communicated to the regulator.

    Remedy:
        Publish the contact details and tell the Commissioner; record the day.

    Gap:
        entity:
          dpo:
            status: required
            published: false
            notified_on: absent

    Good:
        entity:
          dpo:
            status: required
            published: true
            notified_on: 2026-03-02
    """
    officer = _officer(entity)
    if officer is None:
        yield _NO_OFFICER
        return
    if officer.published is not True:
        sentence = f"The officer's contact details of {entity.short_name} are not published."
        yield Gap(sentence, "dpo.published")
    if officer.notified_on is None or officer.notified_on > on:
        sentence = f"{entity.short_name} has not told the Commissioner of its officer."
        yield Gap(sentence, "dpo.notified_on")


@rule("EN-DPO-CONF", "UK GDPR Art. 38(6)", "major", analysis="lawfulness", standing="unverified")
def the_officer_has_no_conflicting_tasks(entity: Entity) -> Judgement:
    """The officer has no other tasks that conflict with those of an officer.

    Remedy:
        Separate the tasks, or appoint somebody else.

    Gap:
        entity:
          dpo:
            status: required
            conflict: true

    Good:
        entity:
          dpo:
            status: required
            conflict: false
    """
    officer = _officer(entity)
    if officer is None:
        yield _NO_OFFICER
    elif officer.conflict is None:
        sentence = f"Whether the officer of {entity.short_name} has conflicting tasks is not known."
        yield Gap(sentence, "dpo.conflict", "minor")
    elif officer.conflict:
        sentence = f"The officer of {entity.short_name} has other tasks that conflict."
        yield Gap(sentence, "dpo.conflict")


@rule("EN-DPO-LABEL", "UK GDPR Art. 37–38", "minor", analysis="lawfulness", standing="unverified")
def whoever_is_recorded_as_officer_is_called_so(entity: Entity) -> Judgement:
    """Whoever is recorded as data protection officer holds that post under that name.

    Remedy:
        Clarify whether the person is appointed as officer, and use the title.

    Gap:
        entity:
          dpo:
            status: voluntary
            title: Compliance Manager

    Good:
        entity:
          dpo:
            status: voluntary
            title: Data Protection Officer
    """
    officer = _officer(entity)
    if officer is None:
        yield _NO_OFFICER
        return
    other_post = _OTHER_POST.search(officer.name or "")
    called = officer.name if blank(officer.title) and other_post else officer.title
    if blank(called):
        sentence = f"What the officer of {entity.short_name} is called there is not recorded."
        yield Gap(sentence, "dpo.title", "advice")
    elif not _OFFICER.search(called or ""):
        sentence = f"{entity.short_name} records its {called} as data protection officer."
        yield Gap(sentence, "dpo.title")
