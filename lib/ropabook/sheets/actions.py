"""What is being done about gaps: by whom, until when, and whether the gap still stands."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.judging.accept import covers
from ropabook.model.decisions import Action
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.review import Answer, Verdict
from ropabook.sheets.logged import days, told
from ropabook.sheets.scope import Scope

title = "Actions"
about = "One row for each action against a gap, and how it stands on the day of the workbook."
instead = "Change an action in the notebook gaps, or in actions.yaml."
order = 122
columns = (
    Column("Action", 46),
    Column("Rule", 20),
    Column("It must hold that", 40),
    Column("Kind of record", 18),
    Column("Record", 30),
    Column("Where in the record", 26),
    Column("Company", 18),
    Column("Owner", 22),
    Column("Due", 14),
    Column("State", 12),
    Column("On the day of the workbook", 22),
    Column("Done on", 14),
    Column("Evidence", 34),
    Column("The gap", 30),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each action; a company's workbook has its own and those for all companies."""
    register, rules = scope.register, scope.review.rules
    answers = _answers(scope)
    for action in register.actions:
        mine = answers.get((action.rule, action.record), [])
        if not _concerns(scope, action, mine):
            continue
        kind, name = kind_and_name(register, action.record)
        yield Row(
            (
                action.text,
                action.rule,
                rules[action.rule].title if action.rule in rules else "No such rule was run",
                kind or "–",
                Link(name, action.record),
                path_in_words(action.at or "") or "Anywhere in the record",
                companies(register, (action.entity,)) if action.entity else "All",
                action.owner,
                str(action.due),
                action.state.capitalize(),
                _time(action, scope),
                told(action.done_on, "–"),
                action.evidence or "–",
                _stands(action, mine),
            ),
            (action.key,),
        )


def _answers(scope: Scope) -> dict[tuple[str, str], list[Answer]]:
    """What was answered where something is being done, and nowhere else."""
    wanted = {(action.rule, action.record) for action in scope.register.actions}
    found: dict[tuple[str, str], list[Answer]] = {}
    for answer in scope.review.answers if wanted else ():
        if (answer.rule, answer.record) in wanted:
            found.setdefault((answer.rule, answer.record), []).append(answer)
    return found


def _concerns(scope: Scope, action: Action, answers: list[Answer]) -> bool:
    if scope.entity is None or action.entity is not None:
        return scope.entity is None or action.entity == scope.entity
    return not answers or any(answer.concerns(scope.entity) for answer in answers)


def _time(action: Action, scope: Scope) -> str:
    if action.state != "open":
        return "–"
    left = (action.due - scope.review.on).days
    if left < 0:
        return f"Overdue by {days(-left)}"
    return f"{days(left)} left" if left else "Due on this day"


def _stands(action: Action, answers: list[Answer]) -> str:
    """Whether what the action is about is still found."""
    if not answers:
        return "Not judged: no such rule or record"
    mine = [a for a in answers if action.entity is None or a.concerns(action.entity)]
    held = {a.verdict for a in mine if any(covers(action, gap) for gap in a.gaps)}
    if any(a.verdict is Verdict.BROKEN for a in mine):
        return "Not known: the rule broke"
    if Verdict.GAP in held:
        return "Stands"
    return "Stands, and is accepted" if held else "Is not found any more"
