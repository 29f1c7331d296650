"""A public task is laid down by law, and is the basis of an authority (Art. 6(1)(e), 6(3))."""

from typing import Final

from ropabook.model.activity import LawfulBasis, ProcessingActivity, Purpose
from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import basis_at, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_TASK: Final = NotApplicable("No purpose rests on a public task.")
_NO_INTEREST: Final = NotApplicable("No purpose rests on legitimate interests.")
_NO_AUTHORITY: Final = NotApplicable("No company concerned is recorded as a public authority.")


def _companies(register: Register, entities: tuple[str, ...]) -> list[Entity]:
    return [register.entities[each] for each in entities if each in register.entities]


@rule("LB-E-PRIVATE", "UK GDPR Art. 6(1)(e)", "major", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def a_private_company_names_the_law_behind_its_public_task(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where a private company relies on a public task, the law that gives it the task is named.

    Remedy:
        Cite the law that lays the task down, or choose another basis.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: public-task

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: public-task
                statute: Communications Act 2003 s. 45
    """
    resting = resting_on(activity, "public-task")
    if not resting:
        yield _NO_TASK
    companies = _companies(register, entities) if resting else []
    private = ", ".join(each.short_name for each in companies if not _may_be_public(each))
    unsaid = next((c for c in companies if unknown(c.public_authority)), None)
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.statute"
        if unknown(basis.statute) and (private or unsaid):
            yield not_known(f"The law behind “{purpose.text}”", basis.statute, "major", at)
        elif private and known(basis.statute) is None:
            sentence = (
                f"{private} claims a public task for “{purpose.text}” and cites no law for it."
            )
            yield Gap(sentence, at, None, statements_in(purpose.evidence))
        elif unsaid and known(basis.statute) is None:
            what = f"Whether {unsaid.short_name}, which claims a public task, is a public authority"
            yield not_known(what, unsaid.public_authority, "major", at)


def _may_be_public(entity: Entity) -> bool:
    return entity.public_authority is True or unknown(entity.public_authority)


@rule("LB-F-PUBAUTH", "UK GDPR Art. 6(1)", "critical", analysis="lawfulness",
      why="points (ea) and (f) are not open to public authorities in their tasks")  # fmt: skip
def no_public_authority_rests_its_tasks_on_legitimate_interests(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """No public authority rests its tasks on legitimate interests, recognised ones included.

    Remedy:
        Rely on the public task, or record why the purpose lies outside the tasks.

    Gap:
        entities/port-authority:
          legal_name: Example Port Authority
          public_authority: true
        activity:
          entities:
            - port-authority
          purposes:
            - id: offers
              public_task: true

    Good:
        entities/port-authority:
          legal_name: Example Port Authority
          public_authority: true
        activity:
          entities:
            - port-authority
          purposes:
            - id: offers
              public_task: false
    """
    resting = _on_interests(activity)
    companies = _companies(register, entities) if resting else []
    asked = [each for each in companies if each.public_authority is not None]
    if not resting:
        yield _NO_INTEREST
    elif not asked:
        yield _NO_AUTHORITY
    authority = next((each for each in asked if each.public_authority is True), None)
    unsaid = next((each for each in asked if unknown(each.public_authority)), None)
    for purpose, basis in resting if authority or unsaid else ():
        if known(purpose.public_task) is False:
            continue
        yield _breach(purpose, basis, authority, unsaid)


def _on_interests(activity: ProcessingActivity) -> list[tuple[Purpose, LawfulBasis]]:
    return [
        *resting_on(activity, "legitimate-interests"),
        *resting_on(activity, "recognised-legitimate-interest"),
    ]


def _breach(
    purpose: Purpose, basis: LawfulBasis, authority: Entity | None, unsaid: Entity | None
) -> Gap:
    at = basis_at(purpose, basis)
    if authority is None:
        name = unsaid.short_name if unsaid else ""
        what = f"Whether {name}, which rests “{purpose.text}” on interests, is a public authority"
        return not_known(what, unsaid and unsaid.public_authority, "critical", at)
    if unknown(purpose.public_task):
        what = f"Whether “{purpose.text}” belongs to the tasks of {authority.short_name}"
        return not_known(what, purpose.public_task, "critical", at)
    ending = (
        "it is one of its tasks" if purpose.public_task else "nothing puts it outside its tasks"
    )
    who = f"{authority.short_name}, a public authority,"
    sentence = f"{who} rests “{purpose.text}” on legitimate interests; {ending}."
    return Gap(sentence, at, None, statements_in(purpose.evidence))
