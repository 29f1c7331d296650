"""The complete register: no gap, every rule at work on it, and no fact of it without a rule."""

import fnmatch
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from ropabook.review import Verdict, review
from ropabook.rules.catalogue import catalogue
from ropabook.store.building import NotARecord, with_record
from ropabook.store.strict_yaml import parse
from tests.size import RELEASE, count
from tests.small import DATA, TODAY, bodies, complete

FILES_ONLY = {"EV-ENUM"}
"""Rules about files that were refused: a complete register has none."""


def test_it_has_no_gap() -> None:
    assert complete().refusals == ()
    judged = review(complete(), TODAY)
    assert [(a.rule, a.record, a.reason) for a in judged.broken] == []
    assert [(f.rule.id, f.answer.record, f.gap.sentence) for f in judged.findings] == []


def test_every_rule_is_met_somewhere() -> None:
    met = {a.rule for a in review(complete(), TODAY).answers if a.verdict is Verdict.PASS}
    pointers = {id for id, rule in catalogue().items() if rule.points_to}
    assert set(catalogue()) - met == FILES_ONLY | pointers


@pytest.mark.parametrize("folder", sorted({key.partition("/")[0] for key in bodies()}))
def test_each_kind_of_fact_taken_away_is_noticed_by_the_rule_that_is_named(folder) -> None:
    """What no rule asks for has its reason in NOT_ASKED_FOR, and really trips none."""
    unnoticed, noticed_after_all = {}, []
    for shape, places in shapes(folder).items():
        if why_not_asked_for(shape):
            if noticed_by(places[0], alone=True):
                noticed_after_all.append(shape)
            continue
        named, found = NOTICED_BY.get(shape), set[str]()
        for place, alone in [(p, True) for p in places] + [(p, False) for p in places[:20]]:
            found |= noticed_by(place, alone)
            if named in found:
                break
        else:
            unnoticed[shape] = f"{named or 'no rule'} is named, found by {sorted(found)}"
    assert unnoticed == {}, (
        "a rule is deaf or missing: name another in noticed_by.yaml, or a reason"
    )
    assert noticed_after_all == [], "rules ask for these: the reason below is wrong"


@pytest.mark.skipif(not RELEASE, reason="one by one: the size of a release, `make torture`")
def test_each_fact_taken_away_one_by_one() -> None:
    """Every single fact: who notices is counted, and no kind is missed in every record."""
    counted = Counter[str]()
    for folder in sorted({key.partition("/")[0] for key in bodies()}):
        for shape, places in shapes(folder).items():
            if why_not_asked_for(shape):
                counted["no rule asks for this kind, with a reason"] += len(places)
                continue
            for place in places:
                alone = bool(noticed_by(place, alone=True))
                late = not alone and bool(noticed_by(place, alone=False))
                counted["noticed" if alone or late else "another beside it is enough"] += 1
    for what, number in counted.items():
        count(f"facts taken away: {what}", number)
    assert counted["noticed"] > 5 * counted["another beside it is enough"]


def test_a_rule_is_named_only_for_facts_that_are_there() -> None:
    every = {shape for key in bodies() for shape in shapes(key.partition("/")[0])}
    assert set(NOTICED_BY) == {shape for shape in every if not why_not_asked_for(shape)}
    assert set(NOTICED_BY.values()) <= {*catalogue(), "reader"}


def test_no_reason_is_given_for_a_fact_that_is_not_there() -> None:
    every = {shape for key in bodies() for shape in shapes(key.partition("/")[0])}
    for patterns in NOT_ASKED_FOR.values():
        for pattern in patterns.split():
            assert fnmatch.filter(every, pattern), pattern


Place = tuple[str, tuple[str | int, ...]]
"""The key of a record, and the path of a fact in it."""
NOTICED_BY = parse((DATA / "noticed_by.yaml").read_bytes())
"""For every kind of fact that a rule asks for: the rule that notices when it is missing."""
NAMED_FREELY = ("evidence", "differs", "sheets", "unplaced")


@cache
def shapes(folder: str) -> Mapping[str, list[Place]]:
    """Where each kind of fact stands in the records of a folder: `activities.purposes.*.text`."""
    found: dict[str, list[Place]] = {}
    for key, body in bodies().items():
        if key.startswith(f"{folder}/"):
            for path in facts(body):
                names = [folder]
                for step in path:
                    any_ = isinstance(step, int) or names[-1] in NAMED_FREELY
                    names.append("*" if any_ else step)
                found.setdefault(".".join(names), []).append((key, path))
    return found


def facts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = enumerate(value) if isinstance(value, list) else ()
    for step, each in value.items() if isinstance(value, dict) else inner:
        yield (*path, step)
        yield from facts(each, (*path, step))


def without(value: Any, path: tuple[str | int, ...]) -> Any:
    step, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[step] = without(copy[step], tuple(rest))
    else:
        del copy[step]
    return copy


def noticed_by(place: Place, alone: bool) -> set[str]:
    """The rules that find a gap in the record without the fact, or the reader who refuses it.

    Args:
        place: the record and the fact.
        alone: whether to judge that record alone; else every record is judged.
    """
    key, path = place
    try:
        register = with_record(complete(), key, without(bodies()[key], path))
    except NotARecord:
        return {"reader"}
    judged = review(register, TODAY, keys={key} if alone else None)
    assert judged.broken == (), place
    return {finding.rule.id for finding in judged.findings}


def why_not_asked_for(shape: str) -> str:
    """Why no rule asks for a fact; empty where one does."""
    for reason, patterns in NOT_ASKED_FOR.items():
        if any(fnmatch.fnmatchcase(shape, pattern) for pattern in patterns.split()):
            return reason
    return ""


NOT_ASKED_FOR = {
    "It marks an example, for the reader.": "*.example",
    "Who says it, or another source, is evidence enough; how good and how old it is, is a detail.":
        "*.evidence.*.kind *.evidence.*.on cookies.evidence.*.by "
        "security-measures.evidence.*.by systems.evidence.*.*.source "
        "activities.transfers.on activities.systems.on activities.recipients.on "
        "activities.automated_decisions.on entities.registration_number.on systems.provider.on",
    "No law asks for it; it helps the reader, or the Commissioner's template has it.":
        "activities.business_function activities.purposes.*.changed_on activities.data.*.mandatory "
        "activities.systems activities.systems.[*] activities.differs.*.systems* "
        "activities.differs.*.owner dpia.version dpia.risks.*.source dpia.risks.*.threat "
        "dpia.risks.*.harms* dpia.measures.*.owner dpia.measures.*.approved_by "
        "dpia.measures.*.effect dpia.dpo_advice_on dpia.kept_under_review_by dpia.codes "
        "lia.benefits lia.alternatives lia.safeguards lia.done_by tra.approver tra.extra_steps "
        "entities.trading_names* entities.owner entities.fee_register.address "
        "recipients.due_diligence.by cookies.seen systems.formerly* systems.backups "
        "activities.recipients.*.agreement contracts.customer rights-requests.search_scope",
    "The other says it: an address or a telephone reaches the company (Art. 30(1)(a)).":
        "entities.contact_email entities.contact_phone",
    "The company's own measures stand where the activity or system names none (Art. 30(1)(g)).":
        "activities.security_measures systems.security_measures*",
    "Another record says the same of it.":
        "activities.transfers.*.contract recipients.contract contracts.role contracts.activities* "
        "activities.joint_controllers.[*] activities.joint_controllers.*.entity "
        "dpia.consulted dpia.risks.*.residual_likelihood dpia.risks.*.residual_severity "
        "dpia.risks.*.residual_reason dpia.risks.*.accepted_by "
        "notices.statements.*.refers_to.[*] notices.statements.*.name "
        "activities.screening.by retention.decided_on rights-requests.activities* "
        "complaints.activities* policy-documents.conditions*",
    "All of the activity's data is meant where a transfer names none.":
        "activities.transfers.*.categories*",
    "The only company of the activity is the exporter where none is named.":
        "activities.transfers.*.exporter",
    "It is a day that ends or begins something: without it nothing has ended, and the older day "
    "beside it counts.":
        "activities.next_review_due activities.last_changed activities.end_date "
        "activities.transfers.*.since lia.review_due tra.review_due contracts.expires_on "
        "contracts.next_review entities.dpo.decided_on notices.captured_on "
        "notices.live_checked_on retention.checked_on retention.oldest group.review_cycle "
        "dpia.measures.*.due security-measures.tested_on",
    "It is what makes a duty arise: a person screened the activity with it, and the outcome of "
    "the screening stands.":
        "activities.risk activities.large_scale activities.monitoring activities.new_technology "
        "activities.people activities.screening.considered.* activities.screening.article_35_3* "
        "dpia.risks.*.high lia.condition lia.relies_on lia.relies_on.[*] "
        "activities.purposes.*.kind",
    "It is what makes a duty arise, or what an exception rests on: words and other facts that "
    "point to it are searched by rules of their own.":
        "activities.data.*.special_considered activities.data.*.minimisation "
        "activities.data.*.anonymised activities.data.*.article_10 activities.exemption "
        "activities.automated_decisions.*.article_9 activities.customers.*.country "
        "activities.joint_controllers.*.country "
        "activities.purposes.*.marketing.channels.* "
        "activities.purposes.*.marketing.individual_subscribers "
        "activities.purposes.*.marketing.identified entities.public_authority "
        "recipients.headquarters_country recipients.subprocessors_abroad recipients.contact "
        "data-subjects.corporate personal-data.criminal personal-data.nature* sources.nature* "
        "retention.norm objections.channels* breaches.people breaches.role "
        "systems.admin_access_countries.[*] systems.own_staff_only "
        "group.transfer_restrictions group.transfer_restrictions.[*] "
        "group.transfer_restrictions.*.country notices.statements.*.countries* "
        "notices.statements.*.technology rights-requests.identity_asked "
        "rights-requests.stopped_days",
    "Where nobody says whose a system is, it counts as another's.": "systems.provider",
    "England and Wales is meant where nobody says otherwise.": "entities.jurisdiction",
    "The conclusion is what Article 46(1A) asks for; the six questions are one way to it.":
        "tra.answers*",
    "The residual risk of this assessment is not high, or the answer has come (Art. 36).":
        "dpia.prior_consultation dpia.prior_consultation.sent_on "
        "dpia.prior_consultation.answered_on dpia.prior_consultation.advice",
    "The day of the answer ends the clock; what was answered is in the letter.":
        "rights-requests.outcome complaints.steps complaints.steps.[*] complaints.outcome",
}  # fmt: skip
"""Facts that no rule asks for, by the reason: kinds of facts as `shapes` has them."""
