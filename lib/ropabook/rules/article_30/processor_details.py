"""What else a processor's record holds (UK GDPR Art. 30(2)(a), (c), (d))."""

from collections.abc import Iterator
from typing import Final

from ropabook.law.words import Severity
from ropabook.model.activity import Controller, ProcessingActivity
from ropabook.model.facts import Unknown, answered, blank, each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import System
from ropabook.rules.reading import NOT_PROCESSOR, abroad, measures_of, processes
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_AT_HOME: Final = NotApplicable("No controller served is recorded as established abroad.")


@rule("A30-2-A-REP", "UK GDPR Art. 30(2)(a)", "minor", analysis="completeness",
      why="the statute asks for it only where there is one")  # fmt: skip
def representatives_of_controllers_abroad_are_recorded(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Of each controller abroad the record names representative and officer, or says why none.

    Remedy:
        Record the controller's representative and its data protection officer, or that there is
        none and why.

    Gap:
        processor_activity:
          customers:
            - name: Bergen Kontor AS
              contact: personvern@bergen.example
              country: "NO"

    Good:
        processor_activity:
          customers:
            - name: Bergen Kontor AS
              contact: personvern@bergen.example
              country: "NO"
              representative:
                none: It offers nothing to people in the United Kingdom
              officer: K. Eksempel, personvernombud@bergen.example
    """
    customers = [c for c in each(activity.customers) if blank(c.reference)]
    open_ones = [(c, who) for c in customers if (who := _place(c, register)) != "GB"]
    if not processes(activity):
        yield NOT_PROCESSOR
    elif not open_ones:
        yield _AT_HOME
    for customer, place in open_ones if processes(activity) else ():
        asked = [fact for fact in (customer.representative, customer.officer) if unknown(fact)]
        lacking = [what for what, fact in _roles(customer) if not answered(fact)]
        if lacking and place is None:
            sentence = f"Where {customer.name} is established is not recorded, nor who acts for it."
            yield Gap(sentence, "customers", "advice", question=next(iter(asked), None))
        elif lacking:
            sentence = f"{customer.name} is abroad; its {' and '.join(lacking)} is not recorded."
            weight: Severity | None = "advice" if len(asked) == len(lacking) else None
            yield Gap(sentence, "customers", weight, question=next(iter(asked), None))


def _place(customer: Controller, register: Register) -> str | None:
    if not blank(customer.country):
        return customer.country
    company = register.entities.get(customer.entity or "")
    return known(company.country) if company else None


def _roles(customer: Controller) -> tuple[tuple[str, object], ...]:
    return (("representative", customer.representative), ("officer", customer.officer))


@rule("A30-2-C-TR", "UK GDPR Art. 30(2)(c)", "major", analysis="completeness",
      why="transfers belong in the record where there are any")  # fmt: skip
def processors_record_their_transfers(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a processor's recipient or system is abroad, its record shows the transfer.

    Remedy:
        Record the country and the mechanism of each transfer, or that there is none and why.

    Gap:
        processor_activity:
          systems:
            - backup-site
        systems/backup-site:
          title: Backup site
          host_country: IE

    Good:
        processor_activity:
          systems:
            - backup-site
          transfers:
            - id: backup-ireland
              recipient: backup-provider
              country: IE
              mechanism: regulations-full
        systems/backup-site:
          title: Backup site
          host_country: IE
    """
    if not processes(activity):
        yield NOT_PROCESSOR
        return
    fact = activity.transfers
    shown = {(t.recipient, known(t.country)) for t in each(fact)}
    countries, recipients = {place for _, place in shown}, {who for who, _ in shown}
    missing = [(what, place) for what, place, who in _places(activity, register)
               if place not in countries and who not in recipients]  # fmt: skip
    if missing:
        names = ", ".join(f"{what} ({country(place)})" for what, place in missing)
        asked = fact if unknown(fact) else None
        sentence = f"“{activity.title}” uses what is abroad and shows no transfer: {names}."
        yield Gap(sentence, "transfers", question=asked)
    elif not answered(fact):
        yield not_known(f"Whether “{activity.title}” transfers data", fact, "major", "transfers")


def _places(
    activity: ProcessingActivity, register: Register
) -> Iterator[tuple[str, str, str | None]]:
    """What is used abroad: its title, its country, and the recipient's id where it is one."""
    for disclosure in each(activity.recipients):
        recipient = register.recipients.get(disclosure.recipient)
        place = known(recipient.country) if recipient else None
        if recipient and place and disclosure.direction == "out" and abroad(place):
            yield recipient.title, place, recipient.id
    systems = register.of(System)
    for system in (systems[one] for one in each(activity.systems) if one in systems):
        reached = () if system.own_staff_only else each(system.admin_access_countries)
        host = known(system.host_country)
        for place in dict.fromkeys((*([host] if host else []), *reached)):
            if abroad(place):
                yield system.title, place, known(system.provider)


@rule("A30-2-D-MEAS", "UK GDPR Art. 30(2)(d)", "major", analysis="completeness")
def processors_describe_their_security(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The processor's record describes its security measures, at the activity or at its company.

    Remedy:
        Describe the technical and the organisational measures.

    Gap:
        processor_activity:
          security_measures: absent
        entities/lantern:
          security_measures: absent

    Good:
        processor_activity:
          security_measures: absent
        entities/lantern:
          security_measures:
            - access-by-role
    """
    fact, what = activity.security_measures, f"How “{activity.title}” is secured"
    if not processes(activity):
        yield NOT_PROCESSOR
    elif measures_of(register, activity, entities):
        return
    elif isinstance(fact, Unknown):
        yield not_known(what, fact, "major", "security_measures")
    elif answered(fact):
        sentence = f"“{activity.title}” has a reason in place of a description of its security."
        yield Gap(sentence, "security_measures", "minor")
    else:
        sentence = f"No security measure is described for “{activity.title}”."
        yield Gap(sentence, "security_measures")
