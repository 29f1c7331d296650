"""A DPIA contains at least what the statute lists (UK GDPR Art. 35(7)(a)–(d))."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ropabook.model.assessments import Dpia
from ropabook.model.facts import blank
from ropabook.model.questions import question_about
from ropabook.model.register import Register
from ropabook.rules.assessed import REPLACED, draft, missing, of_a_draft, replaced
from ropabook.rules.rule import Gap, Judgement, rule

_OPERATIONS: Final = {"nature": "what is done with the data", "purposes": "the purposes"}
_AROUND: Final = {"need": "why a DPIA is needed", "scope": "the scope", "context": "the context"}
_NECESSITY: Final = {
    "achieves": "whether it achieves its purpose",
    "less_intrusive": "whether there is a less intrusive way",
}
_PROPORTION: Final = {
    "basis": "the lawful basis",
    "function_creep": "how function creep is prevented",
    "quality": "how data stays accurate and little",
    "information": "what people are told",
    "rights": "how people's rights are kept",
    "processors": "how processors are bound",
    "transfers": "how transfers are safeguarded",
}


def _parts(
    part: object, at: str, statutory: dict[str, str], other: dict[str, str]
) -> Iterator[Gap]:
    """Parts that the statute's own words ask for weigh most; the others leave it inadequate."""
    for field, words in {**statutory, **other}.items():
        if missing(part, {field: words}):
            weight = None if field in statutory else "major"
            yield Gap(f"The DPIA does not tell {words}.", f"{at}.{field}", weight)  # type: ignore[arg-type]


def _description(dpia: Dpia) -> Iterator[Gap]:
    if dpia.description is None:
        yield Gap("The DPIA does not describe the processing.", "description")
    else:
        yield from _parts(dpia.description, "description", _OPERATIONS, _AROUND)


def _necessity(dpia: Dpia) -> Iterator[Gap]:
    if dpia.necessity is None:
        sentence = "The DPIA does not assess necessity and proportionality."
        beside = (question_about(dpia, f"necessity.{part}") for part in _NECESSITY)
        yield Gap(sentence, "necessity", question=next(filter(None, beside), None))
    else:
        yield from _parts(dpia.necessity, "necessity", _NECESSITY, _PROPORTION)


def _risks(dpia: Dpia) -> Iterator[Gap]:
    if not dpia.risks:
        yield Gap("The DPIA assesses no risk to people.", "risks")
    for risk in dpia.risks:
        if blank(risk.text):
            yield Gap(f"Risk {risk.id} of the DPIA is not described.", f"risks.{risk.id}")


def _measures(dpia: Dpia) -> Iterator[Gap]:
    if all(measure.status == "dropped" for measure in dpia.measures):
        asked = question_about(dpia, "measures") or question_about(dpia, "risks")
        yield Gap("The DPIA envisages no measure against its risks.", "measures", question=asked)
    for measure in dpia.measures:
        if blank(measure.text):
            sentence = f"Measure {measure.id} of the DPIA is not described."
            yield Gap(sentence, f"measures.{measure.id}")


_GOOD: Final = """\
    basis: Contract with the customer
    achieves: There is no delivery without an address
    less_intrusive: An order without an address cannot be delivered
    function_creep: A new purpose needs approval
    quality: The address is read back
    information: The privacy notice
    rights: The form on the website
    processors: The agreement on hosting
    transfers: The carrier, in an approved country"""
_ELEMENTS: Final = {
    "a": ("describes the processing and its purposes systematically", _description,
          "description: absent", "description:\n    nature: Orders are taken and kept"),
    "b": ("assesses whether the processing is necessary and proportionate", _necessity,
          "necessity: absent", "necessity:\n" + _GOOD),
    "c": ("assesses the risks to people's rights and freedoms", _risks,
          "risks: []", "risks:\n    - id: R1\n      text: An order goes to a former address"),
    "d": ("envisages measures against the risks", _measures,
          "measures: []", "measures:\n    - id: M1\n      text: The address is read back"),
}  # fmt: skip


def _element(
    look: Callable[[Dpia], Iterator[Gap]], says: str, bad: str, good: str
) -> Callable[..., Judgement]:
    def the_dpia_contains_it(dpia: Dpia, register: Register, on: date) -> Judgement:
        if replaced(dpia, register, on):
            yield REPLACED
        elif draft(dpia, on):
            yield from (of_a_draft(gap, "critical") for gap in look(dpia))
        else:
            yield from look(dpia)

    the_dpia_contains_it.__doc__ = (
        f"The DPIA {says}.\n\nRemedy:\n  Complete the DPIA, and let it be signed again.\n\n"
        f"Gap:\n  dpia:\n    {_deeper(bad)}\n\nGood:\n  dpia:\n    {_deeper(good)}\n"
    )
    return the_dpia_contains_it


def _deeper(snippet: str) -> str:
    return snippet.replace("\n", "\n  ")


for _letter, (_says, _look, _bad, _good) in _ELEMENTS.items():
    rule(
        f"DP-7{_letter.upper()}",
        f"UK GDPR Art. 35(7)({_letter})",
        "critical",
        analysis="completeness",
        standing="unverified",
        why="major in a draft, which nobody has signed and relies on yet",
    )(_element(_look, _says, _bad, _good))
