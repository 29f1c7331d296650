"""What is noted of vulnerable customers is looked at as special data (UK GDPR Art. 9)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.reading import NOT_CONTROLLER, controls, special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("PE-VULN", "Ofcom General Condition C5; UK GDPR Art. 9", "major", analysis="lawfulness",
      standing="unverified", profiles=("UK",))  # fmt: skip
def notes_on_vulnerability_are_classified(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where vulnerable customers are noted, special categories are recorded, or ruled out.

    Remedy:
        Classify the data as special, with its condition, or record why it tells nothing of health.

    Gap:
        activities/service-options:
          data:
            - id: needs
              categories:
                - contact-details

    Good:
        activities/service-options:
          data:
            - id: needs
              categories:
                - contact-details
              article_9: absent
              special_considered: Only that the line has priority is noted, never why
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not any("vulnerable-customers" in purpose.tags for purpose in activity.purposes):
        yield NotApplicable("No purpose is marked as being about vulnerable customers.")
    elif any(special_categories(register, link) for link in activity.data):
        return
    elif all(blank(link.special_considered) for link in activity.data):
        asked = _asked(activity, register)
        if asked is not None:
            what = f"Whether “{activity.title}” notes health or other special data"
            yield not_known(what, asked.special, "major", "data")
        else:
            sentence = (
                f"“{activity.title}” is about vulnerable customers; no special data is noted."
            )
            yield Gap(sentence, "data")


def _asked(activity: ProcessingActivity, register: Register) -> PersonalDataCategory | None:
    """A category of which nobody has said yet whether it is special."""
    categories = register.of(PersonalDataCategory)
    named = (categories.get(each) for link in activity.data for each in link.categories)
    return next((one for one in named if one is not None and unknown(one.special)), None)
