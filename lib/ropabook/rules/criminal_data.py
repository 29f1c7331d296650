"""Data about crime is used only with authority (UK GDPR Art. 10, DPA 2018 s. 10(5))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import criminal_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("SC-ART10", "UK GDPR Art. 10; DPA 2018 s. 10(5)", "critical", analysis="lawfulness")
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
    links = [link for link in activity.data if criminal_categories(register, link)]
    if not links:
        yield NotApplicable("No data of this activity is recorded as criminal.")
    for link in links:
        at = f"data.{link.id}.article_10"
        if known(link.schedule_1) is not None or known(link.article_10) is not None:
            continue
        if unknown(link.article_10) or unknown(link.schedule_1):
            asked = link.article_10 if unknown(link.article_10) else link.schedule_1
            yield not_known(
                f"The authority to use the criminal data of {link.id}", asked, "critical", at
            )
        else:
            yield Gap(f"{link.id} holds criminal data, and no authority is named.", at)
