"""Recorded calls and cameras are screened for what they are (UK GDPR Art. 35(3)(c), WP248)."""

import re
from typing import Final, NamedTuple

from ropabook.model.activity import ProcessingActivity, Screening
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, Source
from ropabook.rules.assessed import is_considered
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_CRITERIA: Final = {3: "systematic monitoring", 7: "vulnerable people, such as employees"}


@rule("DP-CALLREC", "WP248 rev. 01", "major", analysis="lawfulness", standing="secondary")
def call_recording_is_screened_for_monitoring_of_the_workforce(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Call recording is screened for systematic monitoring and for vulnerable people.

    Remedy:
        Screen again: answer criteria 3 and 7, or note why they are not met.

    Gap:
        activities/service-calls:
          screening:
            on: 2026-09-01
            wp248: []
            considered: absent
            outcome: recommended

    Good:
        activities/service-calls:
          screening:
            on: 2026-09-01
            wp248:
              - 3
            considered:
              wp248-7: Only the caller is recorded, never the member of staff
            outcome: recommended
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not is_call_recording(activity, register):
        yield NotApplicable("Nothing in this activity is marked as recorded calls.")
    elif unknown(activity.screening):
        what = f"Whether “{activity.title}” was screened for monitoring of staff"
        yield not_known(what, activity.screening, "major", "screening.wp248")
    elif (screening := known(activity.screening)) is None:
        sentence = f"“{activity.title}” has not been screened for monitoring of staff."
        yield Gap(sentence, "screening.wp248")
    else:
        for number, words in _CRITERIA.items():
            if not _answered(screening, number):
                sentence = f"“{activity.title}” has not been screened for {words}."
                yield Gap(sentence, f"screening.wp248.{number}")


def _answered(screening: Screening, criterion: int) -> bool:
    return criterion in screening.wp248 or is_considered(screening, f"wp248-{criterion}")


@rule("DP-CCTV", "UK GDPR Art. 35(3)(c)", "minor", analysis="lawfulness", standing="unverified")
def cameras_are_screened_for_monitoring_of_public_areas(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Cameras are screened for systematic monitoring of a public area on a large scale.

    Remedy:
        Answer Art. 35(3)(c) in the screening, with the reason.

    Gap:
        activities/street-cameras:
          screening:
            on: 2023-11-01
            article_35_3: []
            considered: absent
            outcome: required
            dpia: street-cameras

    Good:
        activities/street-cameras:
          screening:
            on: 2023-11-01
            article_35_3: []
            considered:
              article-35-3-c: Two cameras inside the stock room, where the public does not come
            outcome: required
            dpia: street-cameras
    """
    screening = known(activity.screening)
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not is_cctv(activity, register):
        yield NotApplicable("Nothing in this activity is marked as pictures of cameras.")
    elif unknown(activity.screening):
        what = f"Whether “{activity.title}” was screened for monitoring of public areas"
        yield not_known(what, activity.screening, "minor", "screening.article_35_3")
    elif screening is None or not (
        "c" in screening.article_35_3 or is_considered(screening, "article-35-3-c")
    ):
        sentence = f"“{activity.title}” has not been screened under Art. 35(3)(c)."
        yield Gap(sentence, "screening.article_35_3")


def is_call_recording(activity: ProcessingActivity, register: Register) -> bool:
    """Whether something in the activity is marked as recorded calls."""
    return _is_about(activity, register.once(_calls), "call-recording")


def is_cctv(activity: ProcessingActivity, register: Register) -> bool:
    """Whether something in the activity is marked as pictures of cameras."""
    return _is_about(activity, register.once(_cameras), "cctv")


class _About(NamedTuple):
    """The categories of data and the sources that are about one thing."""

    categories: frozenset[str]
    sources: frozenset[str]


def _calls(register: Register) -> _About:
    return _marked(register, "voice-recording", "call-recording", _CALLS)


def _cameras(register: Register) -> _About:
    return _marked(register, "cctv", "cctv", _CAMERAS)


_CALLS: Final = re.compile(r"\b(call|voice)[ -]record|\brecord(er|ing)s? of .*\bcalls?\b", re.I)
_CAMERAS: Final = re.compile(r"\bcctv\b|\bcameras?\b|\bvideo images?\b", re.I)


def _marked(register: Register, data: str, source: str, words: re.Pattern[str]) -> _About:
    """By their nature; where none is recorded, by their name."""

    def about(kind: type[PersonalDataCategory | Source], nature: str) -> frozenset[str]:
        return frozenset(
            entry.id
            for entry in register.of(kind).values()
            if nature in entry.nature or (not entry.nature and words.search(entry.title))
        )

    return _About(about(PersonalDataCategory, data), about(Source, source))


def _is_about(activity: ProcessingActivity, marked: _About, tag: str) -> bool:
    # Plain loops: this is asked of every activity, and nearly always in vain.
    for purpose in activity.purposes:
        if tag in purpose.tags:
            return True
    if marked.categories or marked.sources:
        for link in activity.data:
            if not marked.categories.isdisjoint(link.categories):
                return True
            if not marked.sources.isdisjoint(each(link.sources)):
                return True
    return False
