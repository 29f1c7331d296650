"""One activity being screened: what is answered, what follows, and what is still to be said."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple, cast

from ropabook.assessing.criteria import GROUPS, criteria
from ropabook.assessing.screened import Asked, Screened, decision
from ropabook.assessing.telling import GROUND, OUTCOME
from ropabook.law.screening import OUTCOMES, Outcome
from ropabook.model.facts import blank

NOT_MET: Final = "Not met; the record says nothing for it"
"""What stands as the reason of a plain no: an answer is never only the absence of one."""
MET: Final = "Met"
"""Likewise of a plain yes, where a company's own screening is laid over the one of the others."""

_TEXTS: Final = ("by", "outcome", "override_reason", "approver")


class Answers(NamedTuple):
    """What the analyst answered so far."""

    met: Mapping[str, bool]
    """Criterion to yes or no; one that is not answered is not in it."""
    reasons: Mapping[str, str]
    by: str = ""
    outcome: str = ""
    """The outcome that is chosen; empty where it is what the criteria give."""
    override_reason: str = ""
    approver: str = ""
    major_project: bool = False

    @classmethod
    def of(cls, screening: Mapping[str, Any]) -> "Answers":
        """The answers that a screening has, as plain data."""
        listed = {
            *(f"article-35-3-{each}" for each in screening.get("article_35_3") or ()),
            *(f"ico-{each}" for each in screening.get("ico") or ()),
            *(f"wp248-{each}" for each in screening.get("wp248") or ()),
        }
        considered = {str(k): str(v) for k, v in (screening.get("considered") or {}).items()}
        met = {one.key: one.key in listed for one in criteria()
               if one.key in listed or one.key in considered}  # fmt: skip
        given = decision(listed, bool(screening.get("major_project"))).outcome
        said = str(screening.get("outcome") or "")
        return cls(
            met,
            {key: words for key, words in considered.items() if words not in (NOT_MET, MET)},
            str(screening.get("by") or ""),
            "" if said == given else said,
            str(screening.get("override_reason") or ""),
            str(screening.get("approver") or ""),
            bool(screening.get("major_project")),
        )

    @classmethod
    def from_browser(cls, data: Mapping[str, Any]) -> "Answers":
        """What the widget has."""
        answers = cast("Mapping[str, Mapping[str, Any]]", data.get("answers") or {})
        said = {name: str(data.get(name) or "").strip() for name in _TEXTS}
        return cls(
            {k: bool(a["met"]) for k, a in answers.items() if a.get("met") in (True, False)},
            {k: str(a["reason"]) for k, a in answers.items() if not blank(a.get("reason"))},
            **said,
            major_project=bool(data.get("major_project")),
        )

    def as_data(self) -> dict[str, Any]:
        """For the widget."""
        answers = {
            one.key: {"met": self.met.get(one.key), "reason": self.reasons.get(one.key, "")}
            for one in criteria()
        }
        more = {name: getattr(self, name) for name in (*_TEXTS, "major_project")}
        return {"answers": answers, **more}

    def part(self, name: str) -> Any:
        """One answer by itself: of a criterion yes or no (or None) and why, else its own value."""
        return getattr(self, name) if name in self._fields else (
            self.met.get(name), self.reasons.get(name, ""))  # fmt: skip

    @property
    def given(self) -> Outcome:
        """What the criteria that are met come to."""
        return decision({key for key, yes in self.met.items() if yes}, self.major_project).outcome

    def screening(
        self, before: Mapping[str, Any], on: date, *, own: bool = False
    ) -> dict[str, Any]:
        """The screening as the record keeps it.

        Args:
            before: as it was: what is not asked here stays.
            on: the day.
            own: whether it is one company's own, which is laid over that of the others: then each
                answer is written out, or one of theirs would show through.
        """
        of: dict[str, list[Any]] = {group: [] for group in GROUPS}
        considered = {}
        for one in criteria():
            yes, reason = self.met.get(one.key), self.reasons.get(one.key, "")
            if yes:
                of[one.group].append(int(one.name) if one.group == "wp248" else one.name)
            if reason or yes is False or (own and yes):
                considered[one.key] = reason or (MET if yes else NOT_MET)
        made: dict[str, Any] = {
            "on": on.isoformat(),
            "article_35_3": of["article-35-3"],
            "ico": of["ico"],
            "wp248": of["wp248"],
            "major_project": self.major_project or (False if own else before.get("major_project")),
            "outcome": self.outcome or self.given,
            "by": self.by,
            "considered": considered,
            "override_reason": self.override_reason,
            "approver": self.approver,
            "dpia": before.get("dpia"),
        }
        nothing: tuple[Any, ...] = (None, "", {}) if own else (None, "", {}, [])
        return {key: value for key, value in made.items() if value not in nothing}

    def lacking(self, one: Screened) -> list[str]:
        """What must be said before it can be saved."""
        found = []
        open_yet = [each for each in criteria() if each.key not in self.met]
        if open_yet:
            names = ", ".join(f"{each.law} ({each.name})" if each.group == "ico" else each.law
                              for each in open_yet[:4])  # fmt: skip
            more = f" and {len(open_yet) - 4} more" if len(open_yet) > 4 else ""
            found.append(f"{len(open_yet)} criteria are not answered yet: {names}{more}.")
        found += [
            f"{asked.criterion.law}: the record speaks for it; say why it is not met."
            for asked in one.asked
            if self.met.get(asked.criterion.key) is False
            and asked.speaks_for
            and blank(self.reasons.get(asked.criterion.key))
        ]
        if not self.by:
            found.append("Say who screened it.")
        less = self.outcome and OUTCOMES.index(cast(Outcome, self.outcome)) < OUTCOMES.index(
            self.given
        )
        if less and blank(self.override_reason):
            found.append(f"The criteria say: {OUTCOME[self.given]}. Say why the outcome is less.")
        if less and blank(self.approver):
            found.append("Say who approves that the outcome is less than the criteria ask for.")
        return found

    def follows(self) -> str:
        """What follows from the answers, in a sentence."""
        if not self.met:
            return "nothing is answered yet."
        found = decision({key for key, yes in self.met.items() if yes}, self.major_project)
        grounds = ", ".join(GROUND[ground] for ground in found.grounds)
        return f"{OUTCOME[found.outcome]}{f', by {grounds}' if grounds else ''}."


def proposed(answers: Answers, one: Screened) -> Answers:
    """The answers with those added that the record gives; what is open in it stays open."""
    met, reasons = dict(answers.met), dict(answers.reasons)
    for asked in one.asked:
        key = asked.criterion.key
        if key in met:
            continue
        if asked.speaks_for:
            met[key] = True
        elif not asked.open:
            met[key] = False
        else:
            continue
        if not reasons.get(key) and asked.signs:
            reasons[key] = asked.signs[0].sentence
    return answers._replace(met=met, reasons=reasons)


def rows(one: Screened) -> list[dict[str, Any]]:
    """The criteria for the widget, group by group."""
    return [
        {"title": title, "rows": [_row(a) for a in one.asked if a.criterion.group == group]}
        for group, title in GROUPS.items()
    ]


def _row(asked: Asked) -> dict[str, Any]:
    own = asked.criterion
    return {
        "key": own.key,
        "name": own.name,
        "law": own.law,
        "title": own.title,
        "look_at": own.look_at,
        "signs": [sign._asdict() for sign in asked.signs],
    }
