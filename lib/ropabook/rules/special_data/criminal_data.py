"""Data about crime is used only with authority (UK GDPR Art. 10, DPA 2018 s. 10(5))."""

from typing import Final

from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.reading import criminal_categories, data_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No data of this activity is recorded as criminal.")


def _criminal(activity: ProcessingActivity, register: Register) -> list[DataLink]:
    return [link for link in activity.data if criminal_categories(register, link)]


@rule("SC-ART10", "UK GDPR Art. 10; DPA 2018 s. 10(5)", "critical", analysis="lawfulness",
      profiles=("UK",))  # fmt: skip
def criminal_data_has_authority(activity: ProcessingActivity, register: Register) -> Judgement:
    """Every use of data about crime rests on official authority or on Schedule 1 Parts 1 to 3.

    Remedy:
        Cite the paragraph of Schedule 1, or the authority.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes
              schedule_1: DPA 2018 Sch. 1 para. 14
    """
    links = _criminal(activity, register)
    if not links:
        yield _NONE
    for link in links:
        at = f"data.{link.id}.article_10"
        if known(link.schedule_1) is not None or known(link.article_10) is not None:
            continue
        if unknown(link.article_10) or unknown(link.schedule_1):
            asked = link.article_10 if unknown(link.article_10) else link.schedule_1
            yield not_known(
                f"The authority to use the criminal data in “{data_in(link, register)}”",
                asked,
                "critical",
                at,
            )
        else:
            yield Gap(
                f"“{data_in(link, register)}” holds criminal data, and no authority is named.", at
            )


@rule("EU-10", "EU GDPR Art. 10", "critical", analysis="lawfulness", standing="unverified",
      profiles=("EU",))  # fmt: skip
def criminal_data_has_authority_under_european_law(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """In the European Union data about crime rests on official authority, or on a law allowing it.

    Remedy:
        Cite the Union or Member State law, or the official authority.

    Gap:
        entity:
          profile: EU
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes
              schedule_1: DPA 2018 Sch. 1 para. 14

    Good:
        entity:
          profile: EU
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes
              national_law: Data Protection Act 2018 (Ireland) s. 55
    """
    links = _criminal(activity, register)
    if not links:
        yield _NONE
    for link in links:
        at = f"data.{link.id}.national_law"
        if known(link.national_law) is not None or known(link.article_10) is not None:
            continue
        if unknown(link.national_law) or unknown(link.article_10):
            asked = link.national_law if unknown(link.national_law) else link.article_10
            what = f"The law that allows the criminal data in “{data_in(link, register)}”"
            yield not_known(what, asked, "critical", at)
        else:
            data = data_in(link, register)
            yield Gap(f"“{data}” holds criminal data, and no law is named that allows it.", at)


@rule("SC-ART10-REG", "UK GDPR Art. 10(1)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def no_register_of_convictions_is_kept_without_official_authority(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """A comprehensive register of criminal convictions is kept only under official authority.

    Remedy:
        Stop, or limit the data to what a condition of Schedule 1 allows.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes
              schedule_1: DPA 2018 Sch. 1 para. 10
        personal-data/conviction-notes:
          nature:
            - criminal-register

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - conviction-notes
              article_10: Kept for the Disclosure and Barring Service, under its control
        personal-data/conviction-notes:
          nature:
            - criminal-register
    """
    links = _criminal(activity, register) or _registers(activity, register)
    if not links:
        yield _NONE
    for link in _registers(activity, register):
        at, data = f"data.{link.id}.article_10", data_in(link, register)
        if unknown(link.article_10):
            what = f"The official authority over the register of convictions, “{data}”"
            yield not_known(what, link.article_10, "critical", at)
        elif known(link.article_10) is None:
            yield Gap(f"“{data}” is a register of convictions without an official authority.", at)


def _registers(activity: ProcessingActivity, register: Register) -> list[DataLink]:
    kinds = register.of(PersonalDataCategory)
    return [
        link
        for link in activity.data
        if any(
            "criminal-register" in kinds[name].nature for name in link.categories if name in kinds
        )
    ]
