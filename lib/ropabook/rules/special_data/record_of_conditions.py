"""The record states condition, basis and whether the policy is kept (DPA 2018 Sch. 1 para. 41)."""

from typing import Final

from ropabook.law.schedule_1 import paragraphs
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import NOT_CONTROLLER, bases_of, controls, data_in, needs_document
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No Schedule 1 condition is relied on that asks for a document.")
_BY_NATURE: Final = ("b", "g")
"""The conditions of Art. 9(2) whose Part of Schedule 1 asks for a policy document."""


@rule("SC-41-COND", "DPA 2018 Sch. 1 para. 41", "critical", analysis="completeness",
      profiles=("UK",))  # fmt: skip
def the_record_states_the_condition_relied_on(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a policy document is needed, the record states which condition is relied on.

    Remedy:
        Name the paragraph of Schedule 1 in the record.

    Gap:
        activity:
          data:
            - id: order-data
              article_9: g
              policy_document: special-data-policy

    Good:
        activity:
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18
              policy_document: special-data-policy
    """
    links = [link for link in activity.data if _under_a_policy(link)]
    if not links:
        yield _NONE
    for link in links:
        at, text = f"data.{link.id}.schedule_1", known(link.schedule_1)
        data = data_in(link, register)
        if unknown(link.schedule_1):
            what = f"The condition that “{data}” relies on"
            yield not_known(what, link.schedule_1, "critical", at)
        elif not text:
            yield Gap(f"The record does not state on which condition “{data}” relies.", at)
        elif not paragraphs(text):
            yield Gap(f"“{text}” does not state on which condition “{data}” relies.", at)


def _under_a_policy(link: DataLink) -> bool:
    return (
        known(link.article_9) in _BY_NATURE
        or known(link.policy_document) is not None
        or needs_document(link)
    )


@rule("SC-41-ART6", "DPA 2018 Sch. 1 para. 41", "critical", analysis="completeness",
      profiles=("UK",))  # fmt: skip
def the_record_states_how_article_6_is_satisfied(activity: ProcessingActivity) -> Judgement:
    """Where a policy document is needed, the record states how each purpose satisfies Art. 6.

    Remedy:
        Name the basis of Art. 6 of each purpose.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis: absent
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18

    Good:
        activity:
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18
    """
    links = [link for link in activity.data if _under_a_policy(link)]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not links:
        yield _NONE
    elif not activity.purposes:
        yield Gap(f"The record does not state how “{activity.title}” satisfies Art. 6.", "purposes")
    for purpose in activity.purposes if links and controls(activity) else ():
        at = f"purposes.{purpose.id}.lawful_basis"
        if unknown(purpose.lawful_basis):
            what = f"How “{purpose.text}” satisfies Art. 6"
            yield not_known(what, purpose.lawful_basis, "critical", at)
        elif not bases_of(purpose):
            yield Gap(f"The record does not state how “{purpose.text}” satisfies Art. 6.", at)


@rule("SC-41-ADHERE", "DPA 2018 Sch. 1 para. 41", "critical", analysis="lawfulness",
      profiles=("UK",))  # fmt: skip
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
    links = [link for link in activity.data if needs_document(link)]
    if not links:
        yield _NONE
    for link in links:
        limit = register.of(RetentionRule).get(known(link.retention) or "")
        at, data = f"data.{link.id}.retention", data_in(link, register)
        if limit is None or limit.adherence in (None, "unknown"):
            yield Gap(f"Whether “{data}” is erased as the policy says is not stated.", at)
        elif limit.adherence == "no" and not limit.nonadherence_reason:
            yield Gap(f"“{data}” is not erased as the policy says, and no reason is given.", at)
