"""The exemption of small companies is claimed for processing, with its grounds (Art. 30(5))."""

from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import blank, known, unknown
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_CLAIM: Final = NotApplicable("No exemption is claimed.")


@rule(
    "A30-5-ENTITY",
    "UK GDPR Art. 30(5)",
    "critical",
    analysis="completeness",
    standing="secondary",
    why="the exemption is for processing and never for a whole company",
)
def no_company_is_exempt_as_a_whole(entity: Entity, register: Register) -> Judgement:
    """No company claims the exemption for everything it does.

    Remedy:
        Withdraw the claim for every activity that is not occasional.

    Gap:
        activities/roaming-trial:
          title: Trial of roaming
          role: controller
          entities:
            - skerry
          status: draft
          exemption:
            reason: We are small

    Good:
        activities/roaming-trial:
          title: Trial of roaming
          role: controller
          entities:
            - skerry
          status: draft
          exemption:
            reason: A trial that is done once, with ten colleagues
        activities/roaming-sales:
          title: Sale of roaming
          role: controller
          entities:
            - skerry
          status: draft
    """
    mine = register.activities_of(entity.id)
    exempt = [activity for activity in mine if activity.exemption is not None]
    if not exempt:
        yield _NO_CLAIM
    elif len(exempt) == len(mine):
        yield Gap(f"{entity.short_name} claims the exemption for everything it does.")


@rule("A30-5-NOREASON", "UK GDPR Art. 30(5)", "major", analysis="completeness",
      standing="secondary")  # fmt: skip
def every_claimed_exemption_has_its_grounds(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A claimed exemption gives its reason, the head-count and where that number comes from.

    Remedy:
        Record the reason, how many people are employed, and the source of that number.

    Gap:
        activities/service-survey:
          exemption:
            reason: TBC

    Good:
        activities/service-survey:
          exemption:
            reason: A survey that is done once in five years
        entities/lantern:
          employees: 118
          evidence:
            employees:
              - source: Payroll of October 2026
    """
    if activity.exemption is None:
        yield _NO_CLAIM
        return
    if blank(activity.exemption.reason):
        yield Gap(f"“{activity.title}” claims the exemption without a reason.", "exemption.reason")
    for company in (register.entities[e] for e in entities if e in register.entities):
        heads, at = company.employees, f"exemption.employees.{company.id}"
        if unknown(heads):
            what = f"How many people {company.short_name} employs, on which the exemption turns,"
            yield not_known(what, heads, "major", at)
        elif known(heads) is None:
            yield Gap(f"The exemption is claimed, but {company.short_name} has no head-count.", at)
        elif not company.evidence.get("employees"):
            yield Gap(f"Where the head-count of {company.short_name} comes from is not said.", at)
