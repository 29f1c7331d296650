"""A processor keeps a record of what it does for each controller (UK GDPR Art. 30(2))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import Unknown, blank, each, known, unknown
from ropabook.model.register import PROCESSING, Register
from ropabook.model.registers import Contract
from ropabook.rules.reading import NOT_PROCESSOR, processes, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_FOR_CUSTOMERS = {"hosting", "support"}


@rule("A30-2-REGISTER", "UK GDPR Art. 30(2)", "critical", analysis="completeness")
def a_company_that_acts_for_others_has_a_processor_record(
    entity: Entity, register: Register
) -> Judgement:
    """A company that acts for its customers keeps a processor record.

    Remedy:
        Decide for each service whether the company acts for its customer, and record it.

    Gap:
        activities/order-hosting:
          role:
            unknown: Does Lantern act for Harbour here?
            ask: Head of Privacy
        activities/recording-storage: absent

    Good:
        activities/order-hosting:
          role: processor
    """
    mine = register.activities_of(entity.id)
    contracts = register.of(Contract).values()
    acts = [c for c in contracts if c.role == "processor" and entity.id in c.parties]
    likely = [a for a in mine if unknown(a.role) and _serves_customers(a)]
    if any(a.role in PROCESSING for a in mine):
        return
    if acts:
        yield Gap(f"{entity.short_name} acts under “{acts[0].title}” but records no activity.")
    elif likely:
        told = [s for a in likely for p in a.purposes for s in statements_in(p.evidence)]
        names = ", ".join(a.title for a in likely)
        sentence = f"Whether {entity.short_name} acts for its customers is to be decided: {names}."
        yield Gap(sentence, "", "major", tuple(dict.fromkeys(told)), _asked(likely[0]))
    else:
        yield NotApplicable(f"Nothing shows that {entity.short_name} acts for others.")


def _serves_customers(activity: ProcessingActivity) -> bool:
    return any(_FOR_CUSTOMERS & set(purpose.tags) for purpose in activity.purposes)


def _asked(activity: ProcessingActivity) -> Unknown | None:
    return activity.role if unknown(activity.role) else None


@rule("A30-2-A-CTRL", "UK GDPR Art. 30(2)(a)", "critical", analysis="completeness")
def every_controller_served_is_named(activity: ProcessingActivity) -> Judgement:
    """The processor record names each controller, or says where the list of them is kept.

    Remedy:
        Name each controller with contact details, or refer to a list that can be produced.

    Gap:
        processor_activity:
          customers: []

    Good:
        processor_activity:
          customers:
            - name: All customers of the hosting service
              reference: The customer list in the billing system
    """
    if not processes(activity):
        yield NOT_PROCESSOR
    elif unknown(activity.customers):
        what = f"For whom “{activity.title}” is done"
        yield not_known(what, activity.customers, "critical", "customers")
    elif not each(activity.customers):
        yield Gap(f"“{activity.title}” names no controller.", "customers")
    else:
        for customer in each(activity.customers):
            if blank(customer.contact) and blank(customer.reference):
                yield Gap(f"How to reach {customer.name} is not recorded.", "customers")


@rule("A30-2-B-CAT", "UK GDPR Art. 30(2)(b)", "critical", analysis="completeness")
def the_categories_of_processing_are_described(activity: ProcessingActivity) -> Judgement:
    """The processor record describes what is done for each controller.

    Remedy:
        Describe the processing for each controller or service.

    Gap:
        processor_activity:
          categories_of_processing: []

    Good:
        processor_activity:
          categories_of_processing:
            - Storage and backup of order records
    """
    if not processes(activity):
        yield NOT_PROCESSOR
    elif known(activity.categories_of_processing) is None:
        if unknown(activity.categories_of_processing):
            what, fact = f"What “{activity.title}” does", activity.categories_of_processing
            yield not_known(what, fact, "critical", "categories_of_processing")
        else:
            sentence = f"“{activity.title}” does not say what is done."
            yield Gap(sentence, "categories_of_processing")
