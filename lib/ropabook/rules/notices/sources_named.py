"""The record says where data comes from (UK GDPR Art. 14(2)(f), 15(1)(g))."""

from datetime import date
from typing import Final

from ropabook.law.countries import EEA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Source
from ropabook.rules.reading import INDIRECT, NOT_CONTROLLER, controls, data_quoted
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_DATA: Final = NotApplicable("The activity names no data.")


@rule("SR-NONE", "UK GDPR Art. 14(2)(f), 15(1)(g)", "major", analysis="completeness")
def all_data_has_a_source(activity: ProcessingActivity, register: Register) -> Judgement:
    """All data has a source.

    Remedy:
        Record where the data comes from: the people themselves, others, or observation.

    Gap:
        activity:
          data:
            - id: order-data
              sources: absent

    Good:
        activity:
          data:
            - id: order-data
              sources:
                - from-customers
    """
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    if not activity.data:
        yield _NO_DATA
    for link in activity.data:
        at = f"data.{link.id}.sources"
        if unknown(link.sources):
            what = f"Where “{activity.title}” has {data_quoted(link, register)} from"
            yield not_known(what, link.sources, "major", at)
        elif blank(link.sources):
            sentence = f"“{activity.title}” does not say where it has"
            yield Gap(f"{sentence} {data_quoted(link, register)} from.", at)


@rule("SR-ORPHAN", "UK GDPR Art. 5(2)", "minor", analysis="completeness", standing="unverified")
def every_source_is_used(source: Source, register: Register) -> Judgement:
    """Every source on record gives data to some activity.

    Remedy:
        Link the source to the data that comes from it, or take it out.

    Gap:
        sources/from-fairs:
          title: Visitors of trade fairs
          kind: subject

    Good:
        sources/from-fairs:
          title: Visitors of trade fairs
          kind: subject
        activity:
          data:
            - id: order-data
              sources:
                - from-fairs
    """
    if source.id not in register.once(_used):
        yield Gap(f"No data on record comes from “{source.title}”.", "")


def _used(register: Register) -> frozenset[str]:
    return frozenset(
        source
        for activity in register.ways
        for link in activity.data
        for source in each(link.sources)
    )


@rule("SR-FOREIGN", "EU GDPR Art. 45", "advice", analysis="lawfulness",
      standing="secondary", profiles=("UK",),
      why="data comes from the EEA freely only while the EU's decision on the UK runs")  # fmt: skip
def it_is_noted_what_lets_data_come_from_the_eea(source: Source, on: date) -> Judgement:
    """For a source in the EEA it is noted on which decision of the EU it relies, and until when.

    Remedy:
        Note the decision on the United Kingdom and the day on which it ends (27 December 2031).

    Gap:
        source:
          country: IE

    Good:
        source:
          country: IE
          adequacy:
            decision: The European Commission's decision on the United Kingdom under the GDPR
            until: 2031-12-27
    """
    code = known(source.country)
    if unknown(source.country):
        yield not_known(f"The country of “{source.title}”", source.country, "advice", "country")
    elif code is None and source.kind in INDIRECT:
        yield Gap(f"In which country “{source.title}” is, is not recorded.", "country")
    elif code is None or code not in EEA:
        yield NotApplicable("The source is not in the European Economic Area.")
    elif source.adequacy is None:
        where = country(code)
        sentence = f"“{source.title}” is in {where}; what lets data come from there is not noted."
        yield Gap(sentence, "adequacy")
    elif source.adequacy.until < on:
        until = source.adequacy.until
        yield Gap(f"What lets data come from “{source.title}” ended on {until}.", "adequacy.until")


@rule("SR-GROUP-MIRROR", "UK GDPR Art. 30(1)(d)", "major", analysis="group", points_to="XE-SHARE")
def what_comes_from_the_group_is_on_both_records(source: Source) -> Judgement:
    """What comes from a company of the group is on the record of that company as well.

    Remedy:
        Record the other side of the sharing, or correct this one.
    """
    yield NotApplicable("It is judged once, disclosure by disclosure, by the rule XE-SHARE.")
