"""A notice says what Art. 14 adds where data does not come from the people themselves."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from ropabook.law.dates import COMPLAINTS
from ropabook.model.entity import Profile
from ropabook.model.facts import each, unknown
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import Source
from ropabook.rules.coded import unsatisfied
from ropabook.rules.reading import INDIRECT, controls, live
from ropabook.rules.rule import PROFILES, Judgement, NotApplicable, rule

_DIRECT: Final = NotApplicable("All data comes from the people themselves.")
_EXCEPTED: Final = NotApplicable("An exception of Art. 14(5) is recorded for each such source.")


class _Item(NamedTuple):
    id: str
    article: str
    title: str
    key: str
    remedy: str
    since: date | None = None
    profiles: tuple[Profile, ...] = PROFILES


_ITEMS: Final = (
    _Item("1-D", "14(1)(d)", "tells which categories of data come from others",
          "data-from-third-parties", "Tell which categories of data come from others."),
    _Item("2-F", "14(2)(f)", "tells from which source data comes that people did not give",
          "source", "Name the source, and say whether it is publicly accessible."),
    _Item("2-DA", "14(2)(da)", "tells people of whom others give data that they may complain to"
          " the controller", "complaint-controller",
          "Tell of the right under DPA 2018 s. 164A.", COMPLAINTS, ("UK",)),
)  # fmt: skip


def _from_others(register: Register, notice: Notice, on: date) -> bool | NotApplicable | None:
    """Whether data comes from others in what the companies do; None where it is not known."""
    sources, excepted, asked = register.of(Source), False, False
    for company in notice.entities:
        for activity in register.activities_of(company):
            if controls(activity) and live(activity, on):
                for link in activity.data:
                    asked = asked or unknown(link.sources)
                    for name in each(link.sources):
                        found = sources.get(name)
                        if found is not None and found.kind in INDIRECT:
                            if found.article_14_exception is None:
                                return True
                            excepted = True
    if asked:
        return None
    return _EXCEPTED if excepted else _DIRECT


def _judge(item: _Item) -> Callable[..., Judgement]:
    def the_notice_says_it(notice: Notice, register: Register, on: date) -> Judgement:
        found = _from_others(register, notice, on)
        if isinstance(found, NotApplicable):
            yield found
        else:
            yield from unsatisfied(notice, "major" if found else "minor", item.key)

    the_notice_says_it.__doc__ = f"""The notice {item.title}.

    Remedy:
        {item.remedy}

    Gap:
        source:
          kind: third-party
        notice:
          items:
            - item: {item.key}
              verdict:
                - omits
              because: The notice does not say it

    Good:
        source:
          kind: third-party
        notice:
          items:
            - item: {item.key}
              verdict:
                - satisfies
              because: The notice says it in plain words
    """
    return the_notice_says_it


for _item in _ITEMS:
    rule(
        f"PN-14-{_item.id}",
        f"UK GDPR Art. {_item.article}",
        "major",
        analysis="notice",
        since=_item.since,
        profiles=_item.profiles,
    )(_judge(_item))
