"""It is known what each recipient is to us, and where (UK GDPR Art. 4(8)–(10), 30(1)(e))."""

from typing import Final

from ropabook.law.countries import is_country
from ropabook.model.facts import answered, known, unknown
from ropabook.model.registers import Recipient
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_PLACE: Final = NotApplicable("A category of recipients has no country of its own.")


@rule("RC-KIND", "UK GDPR Art. 4(8)–(10)", "major", analysis="lawfulness", standing="unverified",
      why="what a recipient is decides which contract and which basis it needs")  # fmt: skip
def every_recipient_is_classified(recipient: Recipient) -> Judgement:
    """It is decided of every recipient whether it is a processor, a controller or something else.

    Remedy:
        Decide the recipient's role.

    Gap:
        recipient:
          kind: unclassified

    Good:
        recipient:
          kind: controller
    """
    if known(recipient.kind) in (None, "unclassified"):
        asked = recipient.kind if unknown(recipient.kind) else None
        sentence = f"It is not decided what “{recipient.title}” is to us."
        yield Gap(sentence, "kind", question=asked)


@rule("RC-COUNTRY", "UK GDPR Art. 30(1)(e), 44A", "major", analysis="lawfulness")
def the_country_of_every_recipient_is_known(recipient: Recipient) -> Judgement:
    """The country of every recipient is known.

    Remedy:
        Establish the country, and from where the data can be reached.

    Gap:
        recipient:
          country:
            unknown: Where is the carrier?
            ask: Head of Sales

    Good:
        recipient:
          country: "NO"
    """
    said = known(recipient.country)
    if recipient.kind == "category-only":
        yield _NO_PLACE
    elif not answered(recipient.country):
        asked = recipient.country if unknown(recipient.country) else None
        sentence = f"The country of “{recipient.title}” is not known."
        yield Gap(sentence, "country", question=asked)
    elif said is not None and not is_country(said):
        yield Gap(f"“{said}”, for “{recipient.title}”, is not the code of a country.", "country")
