"""The record itself is sound: words, ids, examples, and the law it is judged by (Art. 5(2))."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.dates import LAW_AS_OF, LAW_TABLE_FRESH
from ropabook.model.entity import Group
from ropabook.model.names import kind_and_name
from ropabook.model.record import Record
from ropabook.model.register import Refusal, Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_OTHERWISE: Final = NotApplicable("The file was refused for another reason.")
_ONE_ID: Final = NotApplicable("The record has had no other id.")


@rule("EV-ENUM", "UK GDPR Art. 5(2)", "major", analysis="evidence",
      why="what is refused is in no record, and is judged by no rule")  # fmt: skip
def every_closed_word_is_one_of_its_list(refusal: Refusal) -> Judgement:
    """Where the law has a closed list of words, the record uses one of them.

    Remedy:
        Use one of the words that the refusal lists.

    Gap:
        recipients/courier:
          title: Courier
          kind: messenger

    Good:
        recipients/courier:
          title: Courier
          kind: controller
    """
    if "must be one of" in refusal.sentence:
        yield Gap(f"{refusal.file}, line {refusal.line}: {refusal.sentence.rstrip('.')}.")
    else:
        yield _OTHERWISE


@rule("EV-EXAMPLE", "UK GDPR Art. 5(2)", "critical", analysis="evidence",
      why="an invented record among real ones is a false record")  # fmt: skip
def no_example_is_in_a_real_record(record: Record, register: Register) -> Judgement:
    """No example stands in a record that is not a demonstration.

    Remedy:
        Remove the example, or mark the whole record as a demonstration.

    Gap:
        group:
          demonstration: false

    Good:
        group:
          demonstration: true
    """
    shown = register.group is not None and register.group.demonstration is True
    if record.example and not shown:
        yield Gap(f"“{record.name}” is an example, and this record is no demonstration.", "example")


@rule("EV-IDCHANGE", "UK GDPR Art. 5(2)", "major", analysis="evidence",
      why="a former id that names something else misleads whoever follows it")  # fmt: skip
def no_id_names_two_things(record: Record, register: Register) -> Judgement:
    """An id that a record once had names no other record, now or before.

    Remedy:
        Give the former id back, and name the newer record anew.

    Gap:
        system:
          formerly:
            - mail-platform

    Good:
        system:
          formerly:
            - order-book
    """
    if not record.formerly:
        yield _ONE_ID
    claims = register.once(_claims) if record.formerly else {}
    for former in record.formerly:
        key = f"{record.folder}/{former}"
        others = [other for other in claims.get(key, ()) if other != record.key]
        if former == record.id:
            yield Gap(f"“{record.name}” is said to have had its own id before.", "formerly")
        elif register.find(key) is not None:
            name = kind_and_name(register, key)[1]
            yield Gap(
                f"“{former}”, once the id of “{record.name}”, now names “{name}”.", "formerly"
            )
        elif others:
            name = kind_and_name(register, others[0])[1]
            sentence = f"“{former}” is said to have been the id of “{record.name}” and of “{name}”."
            yield Gap(sentence, "formerly")


def _claims(register: Register) -> Mapping[str, list[str]]:
    """Which records say that they had an id before, by folder and that id."""
    found: dict[str, list[str]] = {}
    for record in register.all_records:
        for former in record.formerly:
            found.setdefault(f"{record.folder}/{former}", []).append(record.key)
    return found


@rule("EV-LAWVER", "UK GDPR Art. 5(2)", "minor", analysis="evidence")
def the_law_it_is_judged_by_is_fresh(group: Group, on: date) -> Judgement:
    """The law by which the record is judged was compared with its sources within 180 days.

    Remedy:
        Use a newer edition of this product, or compare its law with the sources.

    Gap:
        on: 2031-01-01

    Good:
        on: 2026-11-24
    """
    if on - LAW_AS_OF > LAW_TABLE_FRESH:
        yield Gap(f"The law that {group.title} is judged by is stated as of {LAW_AS_OF}.")
