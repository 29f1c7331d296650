"""The record names the controller and says how to reach it (UK GDPR Art. 30(1)(a))."""

from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, not_known, rule


@rule(
    "A30-1-A-CTRL",
    "UK GDPR Art. 30(1)(a)",
    "critical",
    analysis="completeness",
    why="the statute does not qualify it",
)
def the_controller_is_named_and_can_be_reached(entity: Entity) -> Judgement:
    """The record gives the company's name, its address, and an e-mail address or telephone number.

    Remedy:
        Complete the company's record; the head of every export draws on it.

    Gap:
        entity:
          registered_address: absent

    Good:
        entity:
          registered_address: 1 Quay Street, Exampleton EX1 1AA
          contact_email: absent
          contact_phone: 01632 960001
    """
    name = entity.short_name
    if known(entity.registered_address) is None:
        address, at = entity.registered_address, "registered_address"
        if unknown(address):
            yield not_known(f"The address of {name}", address, "critical", at)
        else:
            yield Gap(f"The address of {name} is missing.", at)
    if known(entity.contact_email) is None and known(entity.contact_phone) is None:
        email, at = entity.contact_email, "contact_email"
        if unknown(email) or unknown(entity.contact_phone):
            asked = email if unknown(email) else entity.contact_phone
            yield not_known(f"How to reach {name}", asked, "critical", at)
        else:
            yield Gap(f"There is neither an e-mail address nor a telephone number of {name}.", at)


@rule("EN-IDENT", "UK GDPR Art. 30(1)(a)", "critical", analysis="completeness")
def the_company_number_is_recorded(entity: Entity) -> Judgement:
    """The company's number identifies it beyond its name.

    Remedy:
        Take the number from the register of companies.

    Gap:
        entity:
          company_number: TBC

    Good:
        entity:
          company_number: "01111111"
    """
    if known(entity.company_number) is None:
        if unknown(entity.company_number):
            what = f"The company number of {entity.short_name}"
            yield not_known(what, entity.company_number, "critical", "company_number")
        else:
            yield Gap(f"The company number of {entity.short_name} is missing.", "company_number")
