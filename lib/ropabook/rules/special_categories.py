"""Special categories of data are used only on a condition of Art. 9 and of DPA 2018 Sch. 1."""

from collections.abc import Iterator

from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PolicyDocument, RetentionRule
from ropabook.rules.reading import special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No data of this activity is recorded as special.")
_NEED_SCHEDULE_1 = ("b", "g", "h", "i", "j")
_NO_DOCUMENT = ("2", "3", "29", "30", "31", "32", "33", "34")
"""Paragraphs of Schedule 1 that ask for no appropriate policy document."""


def _special(activity: ProcessingActivity, register: Register) -> Iterator[DataLink]:
    return (link for link in activity.data if special_categories(register, link))


def _on_schedule_1(activity: ProcessingActivity, register: Register) -> Iterator[DataLink]:
    for link in activity.data:
        condition = known(link.schedule_1)
        if condition and condition.rpartition("para. ")[2].split("(")[0] not in _NO_DOCUMENT:
            yield link


@rule("SC-ART9", "UK GDPR Art. 9(1)–(2)", "critical", analysis="lawfulness", why="it is forbidden")
def special_data_has_a_condition(activity: ProcessingActivity, register: Register) -> Judgement:
    """Every use of special categories of data rests on a condition of Art. 9(2).

    Remedy:
        Identify the condition, or stop.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: a
    """
    links = list(_special(activity, register))
    if not links:
        yield _NONE
    for link in links:
        names = ", ".join(each.title for each in special_categories(register, link))
        if unknown(link.article_9):
            what = f"The Art. 9 condition for {names}"
            yield not_known(what, link.article_9, "critical", f"data.{link.id}.article_9")
        elif known(link.article_9) is None:
            yield Gap(f"{names}: no condition of Art. 9(2) is named.", f"data.{link.id}.article_9")


@rule("SC-SCH1", "DPA 2018 s. 10(2)–(3)", "critical", analysis="lawfulness")
def the_schedule_1_condition_is_named(activity: ProcessingActivity) -> Judgement:
    """Where Art. 9(2)(b), (g), (h), (i) or (j) is relied on, the Schedule 1 paragraph is named.

    Remedy:
        Select the paragraph of Schedule 1 that is met.

    Gap:
        activity:
          data:
            - id: order-data
              article_9: g

    Good:
        activity:
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18
    """
    links = [link for link in activity.data if known(link.article_9) in _NEED_SCHEDULE_1]
    if not links:
        yield NotApplicable("No condition is relied on that needs Schedule 1.")
    for link in links:
        at = f"data.{link.id}.schedule_1"
        if unknown(link.schedule_1):
            what = f"The Schedule 1 paragraph for {link.id}"
            yield not_known(what, link.schedule_1, "critical", at)
        elif known(link.schedule_1) is None:
            yield Gap(f"{link.id} relies on Art. 9(2)({link.article_9}) without Schedule 1.", at)


@rule("SC-APD", "DPA 2018 Sch. 1 para. 39", "critical", analysis="lawfulness")
def there_is_an_appropriate_policy_document(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a Schedule 1 condition asks for one, there is an appropriate policy document.

    Remedy:
        Adopt an appropriate policy document for the condition.

    Gap:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18

    Good:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18
              policy_document: special-data-policy
    """
    links = list(_on_schedule_1(activity, register))
    if not links:
        yield NotApplicable("No Schedule 1 condition is relied on that asks for a document.")
    for link in links:
        at = f"data.{link.id}.policy_document"
        if unknown(link.policy_document):
            what = f"The policy document for {link.id}"
            yield not_known(what, link.policy_document, "critical", at)
        elif known(link.policy_document) not in register.of(PolicyDocument):
            yield Gap(f"{link.id} has no appropriate policy document.", at)


@rule("SC-41-ADHERE", "DPA 2018 Sch. 1 para. 41", "critical", analysis="lawfulness")
def the_record_says_whether_the_policy_is_kept(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a policy document is needed, the record says whether its retention is kept, or why not.

    Remedy:
        State yes or no in the retention rule, and the reason for a no.

    Gap:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18
              policy_document: special-data-policy
        retention:
          adherence: "no"

    Good:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18
              policy_document: special-data-policy
        retention:
          adherence: "no"
          nonadherence_reason: A claim is pending for twelve files
    """
    links = list(_on_schedule_1(activity, register))
    if not links:
        yield NotApplicable("No Schedule 1 condition is relied on that asks for a document.")
    for link in links:
        limit = register.of(RetentionRule).get(known(link.retention) or "")
        at = f"data.{link.id}.retention"
        if limit is None or limit.adherence in (None, "unknown"):
            yield Gap(f"Whether {link.id} is erased as the policy says is not stated.", at)
        elif limit.adherence == "no" and not limit.nonadherence_reason:
            yield Gap(f"{link.id} is not erased as the policy says, and no reason is given.", at)
