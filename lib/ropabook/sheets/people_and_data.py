"""Which data about whom (UK GDPR Art. 30(1)(c)), link by link."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import SPECIAL_CATEGORIES, label
from ropabook.model.activity import DataLink
from ropabook.model.registers import PersonalDataCategory
from ropabook.sheets.edits import Begins, Edit, Named, YesNo, place_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import led_by, optional, proof, say, titles
from ropabook.sheets.words import title as title_of

title = "People and data"
about = "One row for each category of data about each group of people, activity by activity."
order = 50
frozen = 4
columns = (
    Column("Activity", 26),
    Column("Companies", 22),
    Column("Categories of people", 28, "Art. 30(1)(c)"),
    Column("Category of data", 28, "Art. 30(1)(c)"),
    Column("Special category", 24, "Art. 9(1)"),
    Column("Criminal offence data", 20, "Art. 10"),
    Column("Sources", 28, "Art. 14(2)(f)"),
    Column("Retention rule", 34, "Art. 30(1)(f)"),
    Column("Must it be given?", 28, "Art. 13(2)(e)"),
    Column("If it is not given", 26, "Art. 13(2)(e)"),
    Column("Art. 9 condition", 22, "Art. 9(2)"),
    Column("Schedule 1 condition", 24, "DPA 2018 Sch. 1"),
    Column("Authority for criminal data", 24, "Art. 10, DPA 2018 s. 10(5)"),
    Column("National law behind the condition", 28, "EU GDPR Art. 9(2), 10"),
    Column("Consent record", 26, "Art. 9(2)(a)"),
    Column("Why nothing special hides in it", 30, "Art. 9(1)"),
    Column("Why it is needed", 34, "Art. 5(1)(c)"),
    Column("Anonymised", 12, "Recital 26"),
    Column("Appropriate policy document", 26, "DPA 2018 Sch. 1 para. 39"),
    Column("Rests on", 34, "Art. 5(2)"),
)

edits = {
    "Categories of people": Edit("subjects", Named(folder="data-subjects", many=True)),
    "Sources": Edit("sources", Named(folder="sources", many=True)),
    "Retention rule": Edit("retention", Named(folder="retention")),
    "Must it be given?": Edit("mandatory", YesNo()),
    "If it is not given": Edit("consequence"),
    "Schedule 1 condition": Edit("schedule_1"),
    "Authority for criminal data": Edit("article_10"),
    "National law behind the condition": Edit("national_law"),
    "Why nothing special hides in it": Edit("special_considered"),
    "Why it is needed": Edit("minimisation"),
}
begins = Begins(
    "activities",
    "data",
    "Category of data",
    more={"Category of data": Edit("categories", Named(folder="personal-data", many=True))},
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each category of each link."""
    people = titles(scope.register, "data-subjects")
    kinds = scope.register.of(PersonalDataCategory)
    for done in scope.done:
        whom = led_by(done)
        for link in done.links:
            shared = _shared(scope, link)
            for category in link.categories or ("",):
                kind = kinds.get(category)
                yield Row(
                    (
                        next(whom),
                        done.companies,
                        people(link.subjects) or "Not recorded",
                        title_of(scope.register, "personal-data", category)
                        if category
                        else "Not recorded",
                        say(
                            kind.special if kind else None,
                            lambda key: label(SPECIAL_CATEGORIES, key),
                        ),
                        say(kind.criminal if kind else None),
                        *shared,
                    ),
                    (),
                    place_of(done, scope.register, f"data.{link.id}"),
                )  # fmt: skip


def _shared(scope: Scope, link: DataLink) -> tuple[str, ...]:
    register = scope.register
    return (
        say(link.sources, titles(register, "sources")),
        say(link.retention, lambda rule: titles(register, "retention")((rule,))),
        say(link.mandatory),
        link.consequence or "–",
        say(link.article_9, lambda letter: f"Art. 9(2)({letter})"),
        say(link.schedule_1),
        say(link.article_10),
        optional(link.national_law),
        optional(link.consent, lambda id: titles(register, "consents")((id,))),
        link.special_considered or "–",
        link.minimisation or "–",
        optional(link.anonymised),
        say(link.policy_document, lambda id: titles(register, "policy-documents")((id,))),
        proof(link.evidence),
    )
