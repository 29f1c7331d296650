"""A notice keeps up with what is done, and its copy with what is published (UK GDPR Art. 13(3))."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ropabook.model.facts import Nothing, known, unknown
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.reading import controls, informs, live
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_GRACE: Final = timedelta(days=30)


@rule("PN-STALE", "UK GDPR Art. 13(3)", "major", analysis="notice")
def the_notice_is_not_older_than_what_it_tells(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """No purpose was changed more than thirty days after the notice took effect.

    Remedy:
        Update the notice, before data is used for the changed purpose.

    Gap:
        activity:
          purposes:
            - id: fulfil
              changed_on: 2026-11-01

    Good:
        activity:
          purposes:
            - id: fulfil
              changed_on: 2026-09-15
    """
    changed = dict(_changed(notice, register, on))
    if not changed:
        yield NotApplicable("No change of a purpose is recorded.")
    since = known(notice.effective_on)
    for at, (text, day) in changed.items():
        if since is None:
            asked = notice.effective_on if unknown(notice.effective_on) else None
            sentence = f"“{text}” was changed on {day}; since when the notice applies is not known."
            yield Gap(sentence, at, "minor", (), asked)
        elif day - since > _GRACE:
            yield Gap(f"“{text}” was changed on {day}; the notice applies since {since}.", at)


def _changed(
    notice: Notice, register: Register, on: date
) -> Iterator[tuple[str, tuple[str, date]]]:
    """The changed purposes that the notice tells, or should: where, what and when."""
    for entity in notice.entities:
        for activity in register.activities_of(entity):
            for purpose in activity.purposes:
                day = purpose.changed_on
                told = controls(activity) and live(activity, on) and informs(notice, activity)
                if day and day <= on and told:
                    yield f"effective_on.{activity.id}.{purpose.id}", (purpose.text, day)


@rule("PN-HASH", "UK GDPR Art. 5(2)", "advice", analysis="evidence")
def the_copy_is_what_is_published(notice: Notice) -> Judgement:
    """The text that was captured is the text that is published now.

    Remedy:
        Capture the notice again, and compare it afresh.

    Gap:
        notice:
          live_sha256: 7d1f0c8a90e4b2

    Good:
        notice:
          sha256: 7d1f0c8a90e4b2
          live_sha256: 7d1f0c8a90e4b2
    """
    if isinstance(notice.url, Nothing):
        yield NotApplicable("The notice is not published at an address.")
    elif notice.live_sha256 is None:
        sentence = "What is published now has not been compared with the text that was captured."
        yield Gap(sentence, "live_sha256")
    elif notice.live_sha256 != notice.sha256:
        looked = f" on {notice.live_checked_on}" if notice.live_checked_on else ""
        yield Gap(f"What was published{looked} is not the text that was captured.", "live_sha256")
