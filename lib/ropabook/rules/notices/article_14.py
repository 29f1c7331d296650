"""People are told of data that does not come from them (UK GDPR Art. 14)."""

from collections.abc import Iterator, Mapping
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, blank, each, unknown
from ropabook.model.names import companies, quoted
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import Source
from ropabook.rules.coded import satisfied, told
from ropabook.rules.reading import INDIRECT, notices_by_company, notices_for
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.told import spoken

_FROM_PEOPLE: Final = NotApplicable("The data comes from the people concerned themselves.")
_AGENCIES: Final = frozenset(["credit-reference", "identity-check"])


@rule("SR-ART14", "UK GDPR Art. 14(3)", "critical", analysis="notice")
def people_are_told_of_data_from_others(source: Source) -> Judgement:
    """For data from others it is recorded how people are told, or which exception applies.

    Remedy:
        Tell people within a month, or record the exception of Art. 14(5) and its safeguards.

    Gap:
        source:
          kind: third-party

    Good:
        source:
          kind: third-party
          article_14_notice: The letter of welcome, within a month
    """
    fact, at = source.article_14_notice, "article_14_notice"
    if source.kind not in INDIRECT:
        yield _FROM_PEOPLE
    elif source.article_14_exception is not None:
        return
    elif unknown(fact):
        what = f"How people are told of data from “{source.title}”"
        yield not_known(what, fact, "critical", at)
    elif isinstance(fact, Nothing):
        sentence = f"People are not told of data from “{source.title}”, and no exception is claimed"
        yield Gap(f"{sentence}: {fact.none.rstrip('.')}.", at, "major")
    elif blank(fact):
        yield Gap(f"How people are told of data from “{source.title}” is not recorded.", at)


@rule("SR-14-5", "UK GDPR Art. 14(5)–(7)", "major", analysis="notice", since=MAIN_DUAA)
def an_exception_from_telling_is_documented(source: Source) -> Judgement:
    """Where an exception from telling people is claimed, its reason and safeguards are on record.

    Remedy:
        Write down why the exception applies, and what is made publicly available instead.

    Gap:
        source:
          kind: public
          article_14_exception:
            point: e
            reason: The register gives no addresses

    Good:
        source:
          kind: public
          article_14_exception:
            point: e
            reason: The register gives no addresses
            made_public: The page on where we look, on our website
    """
    claimed = source.article_14_exception
    if claimed is None:
        yield NotApplicable("No exception of Art. 14(5) is claimed.")
        return
    names = f"“{source.title}” claims the exception of Art. 14(5)({claimed.point})"
    if blank(claimed.reason):
        yield Gap(f"{names} without a reason.", "article_14_exception.reason")
    if claimed.point in ("e", "f") and blank(claimed.made_public):
        sentence = f"{names}; what is made public instead is not recorded."
        yield Gap(sentence, "article_14_exception.made_public")


@rule("SR-PUBLIC", "UK GDPR Art. 14(2)(f)", "minor", analysis="notice")
def a_public_source_is_told(
    source: Source, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A notice says that data comes from a publicly accessible source, where it does.

    Remedy:
        Say in the notice that the source is publicly accessible.

    Gap:
        sources/companies-register:
          evidence: []
        notices/calls-notice:
          statements:
            - id: M3
              refers_to: []

    Good:
        sources/companies-register:
          evidence: []
        notices/calls-notice:
          statements:
            - id: M3
              refers_to: []
        notice:
          statements:
            - id: M1
              refers_to:
                - sources/from-customers
                - sources/companies-register
    """
    if source.kind != "public":
        yield NotApplicable("The source is not a public one.")
    elif source.article_14_exception is not None:
        yield NotApplicable("An exception of Art. 14(5) is claimed (SR-14-5).")
    elif not entities:
        yield NotApplicable("No company uses the source (SR-ORPHAN).")
    else:
        mine = {entity: _notices(register, entity) for entity in entities}
        silent = [
            e for e, all_ in mine.items() if not any(_tells(register, n, source) for n in all_)
        ]
        if silent:
            whose = companies(register, silent)
            yield Gap(f"No notice of {whose} says that data comes from “{source.title}”.", "kind")


def _notices(register: Register, entity: str) -> tuple[Notice, ...]:
    return register.once(notices_by_company).get(entity, ())


def _tells(register: Register, notice: Notice, source: Source) -> bool:
    speaks = register.once(spoken)
    return any(source.key in speaks[f"{notice.id}#{s.id}"].stated for s in notice.statements)


@rule("SR-CRA", "UK GDPR Art. 14(1)(d)", "major", analysis="notice",
      why="people do not expect what an agency tells about them")  # fmt: skip
def data_from_agencies_is_told(
    source: Source, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where a credit reference or identity agency is a source, a notice tells what it sends.

    Remedy:
        Tell in the notice which categories of data the agency sends.

    Gap:
        notices/calls-notice:
          items:
            - item: data-from-third-parties
              verdict:
                - partial
              because: Agencies are named, but not what they send

    Good:
        notices/calls-notice:
          items:
            - item: data-from-third-parties
              verdict:
                - satisfies
              because: The notice lists what the agency sends
    """
    if _AGENCIES.isdisjoint(source.nature):
        yield NotApplicable("The source is no credit reference or identity agency.")
    elif not entities:
        yield NotApplicable("No company uses the source (SR-ORPHAN).")
    else:
        yield from _not_told(source, register)


def _not_told(source: Source, register: Register) -> Iterator[Gap]:
    """One gap, which names every company and every activity whose notices are silent."""
    silent: dict[str, list[str]] = {}
    shown: dict[str, None] = {}
    for activity, entity in register.once(_taking).get(source.id, ()):
        notices = notices_for(register, activity, entity)
        coded = [(n, item) for n in notices for item in n.coded("data-from-third-parties")]
        if not any(satisfied(item) for _, item in coded):
            silent.setdefault(activity.title, []).append(entity)
            shown |= dict.fromkeys(s for notice, item in coded for s in told(notice, item))
    together: dict[tuple[str, ...], list[str]] = {}
    for title, entities in silent.items():
        together.setdefault(tuple(entities), []).append(title)
    if together:
        parts = [f"of {companies(register, es)} on {quoted(ts)}" for es, ts in together.items()]
        sentence = f"No notice {', or '.join(parts)} tells what “{source.title}” sends."
        yield Gap(sentence, "nature", None, tuple(shown))


def _taking(register: Register) -> Mapping[str, tuple[tuple[ProcessingActivity, str], ...]]:
    """The activities that take data from each source, by its id, each with a company."""
    found: dict[str, dict[tuple[str, str], ProcessingActivity]] = {}
    for entity in register.entities:
        for activity in register.activities_of(entity):
            for link in activity.data:
                for source in each(link.sources):
                    found.setdefault(source, {})[activity.id, entity] = activity
    return {
        source: tuple((activity, entity) for (_, entity), activity in users.items())
        for source, users in found.items()
    }


@rule("SR-OBSERVED", "UK GDPR Art. 13(1)", "major", analysis="notice")
def people_are_told_where_they_are_observed(source: Source) -> Judgement:
    """Where people are observed, a sign, an announcement or a banner tells them there.

    Remedy:
        Put up the sign, play the announcement or show the banner, and record it.

    Gap:
        source:
          kind: observed

    Good:
        source:
          kind: observed
          notice_at_collection: The announcement at the start of each call
    """
    if source.kind != "observed":
        yield NotApplicable("Nobody is observed there.")
    elif unknown(source.notice_at_collection):
        what = f"How people are told where “{source.title}” observes them"
        yield not_known(what, source.notice_at_collection, "major", "notice_at_collection")
    elif blank(source.notice_at_collection):
        sentence = f"No sign, announcement or banner is recorded for “{source.title}”."
        yield Gap(sentence, "notice_at_collection")
