"""Special categories that are likely to hide are looked for (UK GDPR Art. 9(1))."""

from typing import Final

from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import Nothing, unknown
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory, PersonalDataCategory
from ropabook.rules.reading import data_in, special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("Nothing here is known to bring special categories with it.")
_PURPOSES: Final = {
    "recruitment": "job applications",
    "workforce": "records of staff, such as sickness or trade-union membership",
    "vulnerable-customers": "notes on vulnerable customers",
    "call-recording": "recorded calls",
    "cctv": "camera images",
}
_DATA: Final = {
    "biometric": "biometric data",
    "free-text": "free-text notes",
    "voice-recording": "recorded voices",
    "cctv": "camera images",
}


@rule("SC-HIDDEN", "UK GDPR Art. 9(1)", "major", analysis="lawfulness", standing="unverified",
      why="a flag: such data often holds health or other special categories unnoticed")  # fmt: skip
def special_categories_that_may_hide_are_looked_for(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where special categories are likely to hide, they are classified, or it is said why none are.

    Remedy:
        Classify the data, or write down why no special category arises.

    Gap:
        activity:
          purposes:
            - id: fulfil
              tags:
                - call-recording
          data:
            - id: order-data
              categories:
                - recordings
        personal-data/recordings:
          title: Recordings of calls
          nature:
            - voice-recording

    Good:
        activity:
          purposes:
            - id: fulfil
              tags:
                - call-recording
          data:
            - id: order-data
              categories:
                - recordings
              special_considered: Calls are about parcels; thirty were heard, none told of health
        personal-data/recordings:
          title: Recordings of calls
          nature:
            - voice-recording
    """
    told = [words for p in activity.purposes for tag in p.tags if (words := _PURPOSES.get(tag))]
    likely = [(link, why) for link in activity.data if (why := _why(link, told, register))]
    if not likely:
        yield _NONE
    for link, why in likely:
        if not link.special_considered and not special_categories(register, link):
            found = _not_looked_for(link, why, register)
            if found:
                yield found


def _why(link: DataLink, told: list[str], register: Register) -> str:
    """What makes special categories likely in this data; empty where nothing does."""
    if told:
        return told[0]
    kinds = register.of(PersonalDataCategory)
    for name in link.categories:
        for nature in kinds[name].nature if name in kinds else ():
            if nature in _DATA:
                return _DATA[nature]
    people = register.of(DataSubjectCategory)
    if any(name in people and people[name].vulnerable is True for name in link.subjects):
        return "vulnerable people"
    return ""


def _not_looked_for(link: DataLink, why: str, register: Register) -> Gap | None:
    """A gap, unless each category of the data says why it is not special."""
    kinds = register.of(PersonalDataCategory)
    facts = [(kinds[name].title, kinds[name].special) for name in link.categories if name in kinds]
    at = f"data.{link.id}.special_considered"
    for title, special in facts:
        if unknown(special):
            return not_known(f"Whether “{title}” holds special categories", special, "major", at)
    if facts and all(isinstance(special, Nothing) for _, special in facts):
        return None
    data = data_in(link, register)
    sentence = f"“{data}” may hold special categories ({why}); nobody has said why it does not."
    return Gap(sentence, at)
