"""What must be known of each company before other duties can be judged."""

from ropabook.law.dates import COMPLAINTS
from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, rule


@rule("EN-PECS", "PECR reg. 2, 5–18", "major", analysis="lawfulness", standing="unverified")
def it_is_decided_whether_the_company_is_a_public_provider(entity: Entity) -> Judgement:
    """Each company has decided whether it provides a public electronic communications service.

    Remedy:
        Decide with reasons; regulations 5 to 18 of PECR depend on it.

    Gap:
        entity:
          public_communications_provider:
            unknown: Does the company provide a public communications service?
            ask: Legal

    Good:
        entity:
          public_communications_provider: true
    """
    status = entity.public_communications_provider
    if known(status) is None:
        sentence = f"It is not decided whether {entity.short_name} is a public provider."
        asked = status if unknown(status) else None
        yield Gap(sentence, "public_communications_provider", question=asked)


@rule("EN-EMPLOYEES", "UK GDPR Art. 30(5)", "minor", analysis="completeness")
def the_number_of_employees_is_recorded(entity: Entity) -> Judgement:
    """The record says how many people each company employs.

    Remedy:
        Obtain the head-count; an exemption and the fee depend on it.

    Gap:
        entity:
          employees: absent

    Good:
        entity:
          employees: 320
    """
    if known(entity.employees) is None:
        asked = entity.employees if unknown(entity.employees) else None
        sentence = f"The head-count of {entity.short_name} is not recorded."
        yield Gap(sentence, "employees", question=asked)


@rule("EN-RIGHTS", "UK GDPR Art. 12(2)", "major", analysis="lawfulness")
def there_is_a_route_for_rights_requests(entity: Entity) -> Judgement:
    """Each company has a route by which people use their rights.

    Remedy:
        Set up the route and record it.

    Gap:
        entity:
          rights_route: TBD

    Good:
        entity:
          rights_route: The form at /your-rights, by letter, telephone or e-mail
    """
    if known(entity.rights_route) is None:
        asked = entity.rights_route if unknown(entity.rights_route) else None
        sentence = f"No route for rights requests is recorded for {entity.short_name}."
        yield Gap(sentence, "rights_route", "minor" if asked else None, question=asked)


@rule(
    "EN-COMPLAINT",
    "DPA 2018 s. 164A(2)",
    "critical",
    analysis="lawfulness",
    since=COMPLAINTS,
    why="the company must make it easy to complain",
)
def people_can_complain_to_the_company(entity: Entity) -> Judgement:
    """People can complain to the company by an electronic form and by another route.

    Remedy:
        Publish an electronic form and one more route.

    Gap:
        entity:
          complaint_form: absent
          complaint_other_route: absent

    Good:
        entity:
          complaint_form: The form at /complaints
          complaint_other_route: By letter or telephone
    """
    routes = (entity.complaint_form, entity.complaint_other_route)
    given = [route for route in routes if known(route) is not None]
    asked = next((route for route in routes if unknown(route)), None)
    if not given:
        sentence = f"No route for complaints is recorded for {entity.short_name}."
        yield Gap(sentence, "complaint_form", "major" if asked else None, question=asked)
    elif len(given) == 1:
        sentence = f"{entity.short_name} records one route for complaints only."
        yield Gap(sentence, "complaint_form", "minor", question=asked)
