"""Recipients learn of what was corrected, erased or restricted (UK GDPR Art. 19)."""

from collections.abc import Iterator
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, each, unknown
from ropabook.model.logs import RightsRequest
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_CHANGING: Final = ("rectification", "erasure", "restriction")
_OTHER_RIGHT = NotApplicable("Nothing was to be corrected, erased or restricted.")
_NOTHING_DONE = NotApplicable("Nothing was corrected, erased or restricted.")
_NOBODY = NotApplicable("No disclosure of the data is recorded.")


@rule("RG-19", "UK GDPR Art. 19", "major", analysis="lawfulness", standing="unverified")
def recipients_are_told_of_the_change(
    rights_request: RightsRequest, register: Register
) -> Judgement:
    """Whoever received data is told that it was corrected, erased or restricted.

    Remedy:
        Tell each recipient, or record why that is impossible or disproportionate.

    Gap:
        rights-requests/erasure-2026-015:
          recipients_told_on: absent

    Good:
        rights-requests/erasure-2026-015:
          recipients_told_on: absent
          recipients_not_told_because: The carrier erases addresses after thirty days by itself
    """
    request, at = rights_request, "recipients_told_on"
    told = request.recipients_told_on or not blank(request.recipients_not_told_because)
    if request.right not in _CHANGING:
        yield _OTHER_RIGHT
    elif request.outcome not in ("granted", "partly-granted"):
        yield _NOTHING_DONE
    elif told:
        return
    elif any(_disclosed(register, request)):
        yield Gap(f"No recipient was told of the outcome of “{request.title}”.", at)
    elif not request.activities:
        sentence = f"“{request.title}” names no activity, so who received the data is not known."
        yield Gap(sentence, "activities", "minor")
    elif asked := next(_open(register, request), None):
        what = f"Who received the data of “{request.title}”, in “{asked.title}”,"
        yield not_known(what, asked.recipients, "major", at)
    else:
        yield _NOBODY


def _activities(register: Register, request: RightsRequest) -> Iterator[ProcessingActivity]:
    for record in request.activities:
        written = register.activities.get(record)
        if written is not None:
            yield register.as_done_by(written, request.entity)


def _disclosed(register: Register, request: RightsRequest) -> Iterator[bool]:
    for activity in _activities(register, request):
        yield any(one.direction == "out" for one in each(activity.recipients))


def _open(register: Register, request: RightsRequest) -> Iterator[ProcessingActivity]:
    """The activities whose recipients nobody has named yet."""
    for activity in _activities(register, request):
        if activity.recipients is None or unknown(activity.recipients):
            yield activity
