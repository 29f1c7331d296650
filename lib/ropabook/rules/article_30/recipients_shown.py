"""Recipients abroad are shown with their country, and by name (UK GDPR Art. 30(1)(d))."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from ropabook.model.facts import answered, each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Recipient
from ropabook.rules.reading import abroad
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_UNUSED: Final = NotApplicable("No activity discloses data to this recipient.")
_AT_HOME: Final = NotApplicable("The recipient is in the United Kingdom.")
_NO_PLACE: Final = NotApplicable("A category of recipients has no country of its own.")


class _Use(NamedTuple):
    """What activities say of their recipients."""

    disclosed: frozenset[str]
    abroad: Mapping[str, tuple[str, ...]]
    """The countries abroad to which something is transferred to a recipient, by its id."""


def _use(register: Register) -> _Use:
    disclosed: set[str] = set()
    places: dict[str, dict[str, None]] = {}
    for activity in register.ways:
        disclosed.update(d.recipient for d in each(activity.recipients) if d.direction == "out")
        for transfer in each(activity.transfers):
            place = known(transfer.country)
            if place is not None and abroad(place):
                places.setdefault(transfer.recipient, {})[place] = None
    return _Use(frozenset(disclosed), {key: tuple(found) for key, found in places.items()})


@rule("A30-1-D-3RD", "UK GDPR Art. 30(1)(d)", "major", analysis="completeness",
      why="recipients in third countries are expressly included")  # fmt: skip
def recipients_abroad_are_shown_with_their_country(
    recipient: Recipient, register: Register
) -> Judgement:
    """Every recipient abroad has its country recorded, so that the record shows it.

    Remedy:
        Record the recipient's country; the workbooks show it beside the name.

    Gap:
        recipient:
          country: absent

    Good:
        recipient:
          country: "NO"
    """
    use, place = register.once(_use), known(recipient.country)
    sent = use.abroad.get(recipient.id, ())
    if not sent and recipient.id not in use.disclosed:
        yield _UNUSED
    elif sent and not abroad(place):
        told = "in the United Kingdom" if place == "GB" else "in no country"
        where = ", ".join(country(code) for code in sent)
        asked = recipient.country if unknown(recipient.country) else None
        sentence = f"{recipient.title} is recorded {told}, but data is transferred to it: {where}."
        yield Gap(sentence, "country", question=asked)
    elif place == "GB":
        yield _AT_HOME
    elif place is None and known(recipient.kind) in ("category-only", "nominee"):
        yield _NO_PLACE
    elif not answered(recipient.country):
        what = f"Whether “{recipient.title}” is abroad"
        yield not_known(what, recipient.country, "major", "country")


@rule("A30-1-D-CATONLY", "UK GDPR Art. 30(1)(d), 15(1)(c), 19", "advice", analysis="completeness")
def recipients_are_known_by_name(recipient: Recipient) -> Judgement:
    """Recipients are recorded by name where they are known, and not as a category only.

    Remedy:
        Name the recipients that are known: who asks for access, and Art. 19, need their names.

    Gap:
        recipient:
          title: Carriers
          kind: category-only

    Good:
        recipient:
          title: Fjord Parcels AS
          kind: controller
    """
    if unknown(recipient.kind):
        what = f"Which company or companies “{recipient.title}” stands for, and in what role,"
        yield not_known(what, recipient.kind, "advice", "kind")
    elif recipient.kind == "category-only":
        yield Gap(f"“{recipient.title}” is a category and names nobody.", "kind")
