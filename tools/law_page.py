"""docs/law.md: from each provision to its rules, or to the reason why it has none."""

from functools import cache
from itertools import groupby

from ropabook.law.citations import Provision, provisions
from ropabook.law.dates import LAW_AS_OF
from ropabook.law.provisions import DUTIES, Duty, nearest
from ropabook.rules.catalogue import catalogue


@cache
def cited_in() -> dict[Provision, list[str]]:
    """Each provision that rules cite, with the ids of the rules."""
    found: dict[Provision, list[str]] = {}
    for rule in catalogue().values():
        for cited in provisions(rule.citation):
            found.setdefault(cited, []).append(rule.id)
    return dict(sorted(found.items()))


def rules_of(duty: Duty) -> list[str]:
    """The ids of the rules that cite the provision, or a part of it with no row of its own."""
    own = (rules for cited, rules in cited_in().items() if nearest(cited) == duty)
    return sorted({id for rules in own for id in rules})


def others() -> dict[Provision, list[str]]:
    """What rules cite beyond the provisions above, with the rules."""
    return {cited: rules for cited, rules in cited_in().items() if nearest(cited) is None}


def law_page(made: str) -> str:
    """The page, one table for each instrument."""
    parts = [
        made,
        "# From the law to the rules",
        "",
        f"Each provision that this project answers for, as of {LAW_AS_OF}: the rules that judge "
        "it, or why it has none. The headings are our own words. How well the law of each rule "
        "could be verified is said on its [page](rules.md).",
        "",
    ]
    for instrument, duties in groupby(DUTIES, lambda duty: duty.provision.instrument):
        parts += [
            f"## {instrument}",
            "",
            "| Provision | What it is about | Rules |",
            "|---|---|---|",
        ]
        parts += [
            f"| {duty.provision.number} | {duty.about} | {_links(rules_of(duty)) or duty.without} |"
            for duty in duties
        ]
        parts.append("")
    parts += ["## Other law that rules cite", "", "| Law | Rules |", "|---|---|"]
    parts += [f"| {cited} | {_links(rules)} |" for cited, rules in others().items()]
    return "\n".join([*parts, ""])


def _links(rules: list[str]) -> str:
    return ", ".join(f"[{id}](rules.md#{id.lower()})" for id in rules)
