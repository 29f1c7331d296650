"""Callers know that a call is recorded, and for what (UK GDPR Art. 5(1)(b), 13)."""

import re
from typing import Final

from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.telecoms import observed, unannounced

_NONE = NotApplicable("Nothing here is marked as a recording of calls.")
_USES: Final = {
    "training": re.compile(r"\btrain", re.IGNORECASE),
    "quality": re.compile(r"\bquality\b", re.IGNORECASE),
    "evidence": re.compile(
        r"\b(evidence|proof|prove|record (the )?details|dispute)", re.IGNORECASE
    ),
}


def _recordings(register: Register, activity: ProcessingActivity) -> list[DataLink]:
    return observed(register, activity, "voice-recording", "call-recording")


def _records_calls(register: Register, activity: ProcessingActivity) -> bool:
    tagged = any("call-recording" in purpose.tags for purpose in activity.purposes)
    return tagged or bool(_recordings(register, activity))


@rule("PE-CALLNOTICE",
      "Interception by Businesses etc. Regulations 2018; UK GDPR Art. 13",
      "major", analysis="notice", standing="unverified", profiles=("UK",))  # fmt: skip
def callers_are_told_that_calls_are_recorded(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Those who speak are told, before they do, that the call is recorded.

    Remedy:
        Announce it at the start of the call, and record the announcement at the source.

    Gap:
        sources/recorded-calls:
          notice_at_collection: absent

    Good:
        sources/recorded-calls:
          notice_at_collection: The announcement at the start of each call, text A-3
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not _records_calls(register, activity):
        yield _NONE
    elif links := _recordings(register, activity):
        for link in links:
            yield from unannounced(register, link, "the recording of calls", "major")
    else:
        sentence = f"“{activity.title}” records calls and names no recordings among its data."
        yield Gap(sentence, "data", "minor")


@rule("PE-CALLPURP", "UK GDPR Art. 5(1)(b)", "minor", analysis="completeness", profiles=("UK",))
def each_use_of_a_recording_is_a_purpose_of_its_own(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Training, quality and evidence are told apart: each use of a recording is its own purpose.

    Remedy:
        Split the purpose, and give each use its own lawful basis.

    Gap:
        activities/call-recording:
          purposes:
            - id: train-staff
              text: Train staff and assure the quality of calls

    Good:
        activities/call-recording:
          purposes:
            - id: train-staff
              text: Train the people who answer calls
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not _records_calls(register, activity):
        yield _NONE
    else:
        for purpose in activity.purposes:
            uses = [use for use, words in _USES.items() if words.search(purpose.text)]
            if len(uses) > 1:
                sentence = f"“{purpose.text}” is {len(uses)} purposes in one: {', '.join(uses)}."
                told = statements_in(purpose.evidence)
                yield Gap(sentence, f"purposes.{purpose.id}.text", None, told)
