"""A transfer risk assessment as a document (UK GDPR Art. 46(1A), (6); the six questions)."""

from collections.abc import Iterator

from ropabook.assessing.approvals import row_of
from ropabook.law.transfer_test import CONCLUSIONS, QUESTIONS, TESTS
from ropabook.model.assessments import TransferRiskAssessment
from ropabook.model.facts import each
from ropabook.papers.grounds import questions, rests_on
from ropabook.papers.open_points import open_points
from ropabook.papers.paper import Facts, Grid, Heading, Paper, Part, Signature, Text, answered
from ropabook.review import Review


def paper(review: Review, tra: TransferRiskAssessment) -> Paper:
    """The assessment, with the transfers that rest on it."""
    about = (
        ("Conclusion", CONCLUSIONS[tra.conclusion]),
        ("Statutory test", TESTS[tra.statutory_test]),
        ("Decided on", str(tra.decided_on or answered(None))),
        ("Review due", str(tra.review_due or answered(None))),
        ("Record as at", str(review.on)),
    )
    parts = (
        *_transfers(review, tra),
        *_questions(tra),
        *questions(tra),
        *rests_on(review, tra),
        *open_points(review, (tra.key,)),
    )
    return Paper(tra.key, tra.title, "Transfer risk assessment (UK GDPR Art. 46)", about, parts)


def _transfers(review: Review, tra: TransferRiskAssessment) -> Iterator[Part]:
    register = review.register
    yield Heading("The transfers that rest on it")
    rows = tuple(
        (row.activity, row.companies, row.recipient, row.country, row.scope, row.mechanism,
         row.checked, row.warning or "–")
        for row in (
            row_of(register, activity, entities, transfer, review.on)
            for written in register.activities.values()
            for activity, entities in register.variants(written)
            for transfer in each(activity.transfers)
            if transfer.assessment == tra.id
        )
    )  # fmt: skip
    if rows:
        yield Grid(("Activity", "Companies", "Recipient", "Country", "How far it is approved",
                    "Mechanism", "Checked", "To look at"), rows)  # fmt: skip
    else:
        yield Text("No transfer of the record names this assessment.")


def _questions(tra: TransferRiskAssessment) -> Iterator[Part]:
    yield Heading("The six questions")
    answers = {str(key): said for key, said in tra.answers.items()}
    yield Facts(tuple((words, answered(answers.get(key))) for key, words in QUESTIONS.items()))
    yield Facts((("Extra steps and protections", tra.extra_steps or "–"),))
    yield Signature(((tra.approver or "", "", str(tra.decided_on or "")),))
