"""A processor's contract has the description and the terms of UK GDPR Art. 28(3)."""

from collections.abc import Callable
from typing import Final

from ropabook.law.words import Severity
from ropabook.model.registers import Contract
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_OTHER: Final = NotApplicable("This is not an Art. 28 contract.")
_UNREAD: Final = NotApplicable("Nobody has checked the clauses of this contract yet.")
"""Said once, by RC-28-UNREAD: no other rule repeats it for each clause."""
_CLAUSES: Final[dict[str, tuple[str, Severity]]] = {
    "a": ("the processor acts only on documented instructions, transfers included", "critical"),
    "b": ("everyone who handles the data is bound to confidentiality", "critical"),
    "c": ("the processor takes all measures that Art. 32 asks for", "critical"),
    "d": ("further processors are engaged only as Art. 28(2) and (4) allow", "critical"),
    "e": ("the processor helps with requests of the people concerned", "major"),
    "f": ("the processor helps with Articles 32 to 36", "major"),
    "g": ("the data is deleted or returned at the end, as the controller chooses", "critical"),
    "h": ("the processor gives information and allows audits", "critical"),
}
_DETAILS: Final = {
    "subject-and-duration": "the subject matter and the duration of the processing",
    "nature-and-purpose": "the nature and the purpose of the processing",
    "data-and-subjects": "the type of data and the categories of people",
    "controller-rights": "the obligations and the rights of the controller",
}
_MANY: Final = 3


@rule("RC-28-UNREAD", "UK GDPR Art. 5(2)", "minor", analysis="evidence", standing="unverified")
def the_clauses_of_every_contract_were_checked(contract: Contract) -> Judgement:
    """Somebody has read every Art. 28 contract and recorded which of its terms are there.

    Remedy:
        Read the contract, and record for each clause whether it is there.

    Gap:
        contract:
          clauses: absent

    Good:
        contract:
          clauses:
            a: true
            b: true
    """
    if contract.kind != "article-28":
        yield _OTHER
    elif not contract.clauses:
        sentence = f"Nobody has checked which terms of Art. 28(3) “{contract.title}” has."
        yield Gap(sentence, "clauses")


def _clause(letter: str, says: str, when_many: Severity) -> Callable[..., Judgement]:
    def the_clause_is_there(contract: Contract) -> Judgement:
        clauses = {str(key): there for key, there in contract.clauses.items()}
        if contract.kind != "article-28":
            yield _OTHER
        elif not clauses:
            yield _UNREAD
        elif letter not in clauses:
            yield Gap(f"It is not recorded that “{contract.title}” says that {says}.",
                      f"clauses.{letter}")  # fmt: skip
        elif not clauses[letter]:
            many = list(clauses.values()).count(False) >= _MANY
            yield Gap(f"“{contract.title}” does not say that {says}.", f"clauses.{letter}",
                      when_many if many else "major")  # fmt: skip

    the_clause_is_there.__doc__ = f"""The contract says that {says}.

    Remedy:
        Amend the contract.

    Gap:
        contract:
          clauses:
            {letter}: false

    Good:
        contract:
          clauses:
            {letter}: true
    """
    return the_clause_is_there


for _letter, (_says, _when_many) in _CLAUSES.items():
    rule(
        f"RC-28-{_letter.upper()}",
        f"UK GDPR Art. 28(3)({_letter})",
        "major",
        analysis="lawfulness",
        why="a term that the contract must have; critical where three or more are missing"
        if _when_many == "critical"
        else "a term that the contract must have",
    )(_clause(_letter, _says, _when_many))


@rule("RC-28-DETAILS", "UK GDPR Art. 28(3)", "major", analysis="lawfulness")
def the_contract_describes_the_processing(contract: Contract) -> Judgement:
    """Every Art. 28 contract sets out what is processed, how long, why, of whom and for whom.

    Remedy:
        Add a schedule that describes the processing.

    Gap:
        contract:
          details:
            nature-and-purpose: false

    Good:
        contract:
          details:
            nature-and-purpose: true
    """
    details = {str(key): there for key, there in contract.details.items()}
    if contract.kind != "article-28":
        yield _OTHER
    elif not contract.clauses and not details:
        yield _UNREAD
    else:
        for key, what in _DETAILS.items():
            if not details.get(key, False):
                fails = "does not set" if key in details else "is not recorded as setting"
                yield Gap(f"“{contract.title}” {fails} out {what}.", f"details.{key}")


@rule("RC-28-INFRINGE", "UK GDPR Art. 28(3)", "minor", analysis="lawfulness")
def the_processor_must_warn_of_unlawful_instructions(contract: Contract) -> Judgement:
    """Every Art. 28 contract has the processor say when an instruction infringes the law.

    Remedy:
        Add the duty of the last paragraph of Art. 28(3).

    Gap:
        contract:
          infringement_warning: false

    Good:
        contract:
          infringement_warning: true
    """
    says = "that the processor warns of instructions that infringe the law"
    if contract.kind != "article-28":
        yield _OTHER
    elif contract.infringement_warning is False:
        yield Gap(f"“{contract.title}” does not say {says}.", "infringement_warning")
    elif contract.infringement_warning is None and not contract.clauses:
        yield _UNREAD
    elif contract.infringement_warning is None:
        sentence = f"It is not recorded that “{contract.title}” says {says}."
        yield Gap(sentence, "infringement_warning")
