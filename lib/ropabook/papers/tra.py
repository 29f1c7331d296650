"""A transfer risk assessment as a document (UK GDPR Art. 46(1A), (6); the six questions)."""

from collections.abc import Iterator
from typing import Final

from ropabook.law.words import MECHANISMS, label
from ropabook.model.assessments import TransferRiskAssessment
from ropabook.model.facts import each, known
from ropabook.model.names import companies, country
from ropabook.papers.open_points import open_points
from ropabook.papers.paper import Facts, Grid, Heading, Paper, Part, Signature, Text, answered
from ropabook.review import Review
from ropabook.sheets.words import title as title_of

QUESTIONS: Final = (
    ("q1", "1  The transfer: importer, people, data, duration, safeguards"),
    ("q2", "2  How risky the information is for people"),
    ("q3", "3  How much investigation is reasonable and proportionate"),
    ("q4", "4  Does the transfer significantly increase the risk to human rights there?"),
    ("q5a", "5(a)  Can the safeguard be enforced against the receiver from here?"),
    ("q5b", "5(b)  Can it be enforced there?"),
    ("q6", "6  Do exceptions apply to the data at significant risk?"),
)
TESTS: Final = {
    "dpt2026": "The data protection test: a standard not materially lower (Art. 46(6), from "
    "5 February 2026)",
    "pre2026": "The test before 5 February 2026, for arrangements entered into before that day",
    "essentially-equivalent": "The test of the EU: an essentially equivalent level of protection "
    "(EU GDPR Art. 46)",
}
CONCLUSIONS: Final = {
    "met": "The test is met", "not-met": "The test is not met: the transfer must not be made",
    "open": "Not concluded yet",
}  # fmt: skip


def paper(review: Review, tra: TransferRiskAssessment) -> Paper:
    """The assessment, with the transfers that rest on it."""
    about = (
        ("Conclusion", CONCLUSIONS[tra.conclusion]),
        ("Statutory test", TESTS[tra.statutory_test]),
        ("Decided on", str(tra.decided_on or answered(None))),
        ("Review due", str(tra.review_due or answered(None))),
        ("Record as at", str(review.on)),
    )
    parts = (*_transfers(review, tra), *_questions(tra), *open_points(review, (tra.key,)))
    return Paper(tra.key, tra.title, "Transfer risk assessment (UK GDPR Art. 46)", about, parts)


def _transfers(review: Review, tra: TransferRiskAssessment) -> Iterator[Part]:
    register = review.register
    yield Heading("The transfers that rest on it")
    rows = tuple(
        (
            activity.title,
            companies(register, entities),
            title_of(register, "recipients", transfer.recipient),
            country(known(transfer.country) or "") or answered(None),
            label(MECHANISMS, known(transfer.mechanism) or "") or answered(None),
        )
        for written in register.activities.values()
        for activity, entities in register.variants(written)
        for transfer in each(activity.transfers)
        if transfer.assessment == tra.id
    )
    if rows:
        yield Grid(("Activity", "Companies", "Recipient", "Country", "Mechanism"), rows)
    else:
        yield Text("No transfer of the record names this assessment.")


def _questions(tra: TransferRiskAssessment) -> Iterator[Part]:
    yield Heading("The six questions")
    answers = {str(key): said for key, said in tra.answers.items()}
    yield Facts(tuple((words, answered(answers.get(key))) for key, words in QUESTIONS))
    yield Facts((("Extra steps and protections", tra.extra_steps or "–"),))
    yield Signature(((tra.approver or "", "", str(tra.decided_on or "")),))
