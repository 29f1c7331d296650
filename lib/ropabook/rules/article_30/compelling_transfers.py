"""A transfer on compelling legitimate interests is documented (UK GDPR Art. 30(1)(e), 49(6))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, each
from ropabook.model.names import kind_and_name
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NONE = NotApplicable("No transfer rests on compelling legitimate interests.")


@rule(
    "A30-1-E-A49",
    "UK GDPR Art. 30(1)(e), 49(6)",
    "critical",
    analysis="completeness",
    why="the record itself must hold the assessment and the safeguards",
)
def compelling_transfers_are_documented(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """A transfer on compelling legitimate interests has its assessment and safeguards on record.

    Remedy:
        Record the document that holds the assessment and the suitable safeguards.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: compelling-interests

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: compelling-interests
              article_49_document: Assessment and safeguards of 3 March 2026, file T-7
    """
    resting = [t for t in each(activity.transfers) if t.mechanism == "compelling-interests"]
    if not resting:
        yield _NONE
    for transfer in resting:
        if blank(transfer.article_49_document):
            name = kind_and_name(register, f"recipients/{transfer.recipient}")[1]
            sentence = f"The assessment and safeguards of the transfer to {name} are not recorded."
            yield Gap(sentence, f"transfers.{transfer.id}.article_49_document")
