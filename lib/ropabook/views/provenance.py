"""What the page rests on: the files, the refusals, the rules that broke, the day, the fingerprint.

Not a view of one company: it stands at the top of the page, for all of them.
"""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.dates import LAW_AS_OF
from ropabook.model.names import kind_and_name
from ropabook.review import Review, Verdict
from ropabook.views.html import joined, plural, tag

_SAID: Final = {
    Verdict.BROKEN: "broken",
    Verdict.GAP: "with gaps",
    Verdict.ACCEPTED: "accepted",
    Verdict.PASS: "passed",
    Verdict.NOT_APPLICABLE: "not applicable",
}


class Provenance(NamedTuple):
    """Where every figure of the page comes from."""

    group: str
    on: str
    files: int
    read: int
    refused: int
    refusals: tuple[str, ...]
    """Each with its file, line and sentence."""
    broken: tuple[tuple[str, str, str], ...]
    """Rule, record and what went wrong."""
    rules: int
    answers: dict[Verdict, int]
    fingerprint: str


def rows(review: Review) -> Provenance:
    """The provenance as plain data."""
    register = review.register
    refused = register.files_refused
    broken = [
        (answer.rule, kind_and_name(register, answer.record)[1], answer.reason)
        for answer in review.broken
    ]
    return Provenance(
        register.group.title if register.group else "Record of processing activities",
        f"{review.on.day} {review.on:%B %Y}",
        register.files,
        register.files - refused,
        refused,
        tuple(str(refusal) for refusal in register.refusals),
        tuple(broken),
        len(review.rules),
        review.by_verdict(),
        register.fingerprint,
    )


def draw(review: Review, state: str = "", asking: Markup | str = "") -> Markup:
    """The head of the page; what could not be read or judged comes before all else.

    Args:
        state: of the record, in words, where it is known.
        asking: a form by which another day is asked for.
    """
    of = rows(review)
    files = f"{plural(of.files, 'file')}, {of.read:,} read, {of.refused:,} refused"
    answers = ", ".join(f"{count:,} {_SAID[verdict]}" for verdict, count in of.answers.items())
    facts = [
        ("As at", of.on),
        *([("State of the record", state)] if state else []),
        ("Files", files),
        ("Rules", f"{of.rules:,} applied, law as of {LAW_AS_OF}"),
        ("Answers", answers),
        ("Fingerprint", tag("code", of.fingerprint[:12], title=of.fingerprint)),
    ]
    return joined(
        tag(
            "header",
            tag("p", "Record of processing activities · UK GDPR Article 30", class_="kicker"),
            tag("h1", of.group),
            tag("dl", (tag("div", tag("dt", name), tag("dd", fact)) for name, fact in facts)),
            asking,
        ),
        _refused(of),
        _broken(of),
    )


def _refused(of: Provenance) -> Markup:
    if not of.refusals:
        return Markup("")
    return tag(
        "section",
        tag("h2", f"✕ {plural(of.refused, 'file')} could not be read in full"),
        tag("p", "Nothing on this page takes account of what stands there."),
        tag("ul", (tag("li", refusal) for refusal in of.refusals)),
        class_="alarm",
    )


def _broken(of: Provenance) -> Markup:
    if not of.broken:
        return Markup("")
    lines = (
        tag("li", tag("b", rule), f" on {record}: {reason}") for rule, record, reason in of.broken
    )
    return tag(
        "section",
        tag("h2", f"✕ {plural(len(of.broken), 'answer is', 'answers are')} broken"),
        tag("p", "A rule failed to run. Whether its duty is met is not known: it is not a pass."),
        tag("ul", lines),
        class_="alarm",
    )
