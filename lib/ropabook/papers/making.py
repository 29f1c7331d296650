"""The document of an assessment, in the form that is asked for, and what the form cannot hold."""

from typing import Final, Literal, NamedTuple

from ropabook.exchange import cnil_pia
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.papers import dpia, lia, tra
from ropabook.papers.html import as_page
from ropabook.papers.paper import Paper
from ropabook.papers.word import as_word
from ropabook.review import Review

Assessment = Dpia | LegitimateInterestsAssessment | TransferRiskAssessment
Form = Literal["html", "word", "cnil-json"]
SUFFIXES: Final[dict[Form, str]] = {"html": ".html", "word": ".docx", "cnil-json": ".json"}


class NoSuchForm(Exception):
    """The assessment cannot be written in this form; the message says why."""


class Made(NamedTuple):
    """A document, ready to be written to a file."""

    content: bytes
    left_out: tuple[str, ...]
    """What the form has no place for, in words."""


def paper_of(review: Review, assessment: Assessment) -> Paper:
    """The assessment as a document that is not drawn yet."""
    match assessment:
        case Dpia():
            return dpia.paper(review, assessment)
        case LegitimateInterestsAssessment():
            return lia.paper(review, assessment)
    return tra.paper(review, assessment)


def made(review: Review, assessment: Assessment, form: Form) -> Made:
    """The document's bytes.

    Raises:
        NoSuchForm: only a DPIA can be written for the CNIL's software.
    """
    if form == "cnil-json":
        if not isinstance(assessment, Dpia):
            raise NoSuchForm(
                f"“{assessment.title}” is no DPIA: the CNIL's software holds DPIAs only. "
                "Write it as html or word."
            )
        text = cnil_pia.write(assessment)
        return Made(text.encode(), tuple(cnil_pia.cannot_hold(assessment)))
    paper = paper_of(review, assessment)
    return Made(as_page(paper).encode() if form == "html" else as_word(paper), ())
