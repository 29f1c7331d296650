"""A new notice for the record, from a pasted text: statements proposed, the rest asked about."""

import hashlib
from typing import Any, Final

import yaml

from ropabook.exchange.notice_text import Proposal, propose

_ASK: Final = "Compliance Manager"


def as_record(text: str, id: str, title: str, entities: tuple[str, ...]) -> dict[str, Any]:
    """The notice as `notices/ID.yaml` keeps it; it loads as it is, and every guess is marked.

    Args:
        text: the text as it was published.
        id: the notice's id; the text is kept beside the record as `ID.txt`.
        title: what people call the notice.
        entities: the ids of the companies it speaks for.
    """
    proposal = propose(text)
    unknown = {
        "captured_on": "On which day was this text taken?",
        "url": "At which address is the notice published?",
        "version": "Which version of the notice is this?",
        "effective_on": "From which day does this version apply?",
    }
    return {
        "title": title,
        "entities": list(entities),
        "text": f"{id}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        **{key: {"unknown": question, "ask": _ASK} for key, question in unknown.items()},
        "statements": [statement.as_data() for statement in proposal.statements],
        **({"no_fact": list(proposal.headings)} if proposal.headings else {}),
        **_open(proposal),
        "notes": "The statements are proposals and wait for an analyst to accept them",
    }


def _open(proposal: Proposal) -> dict[str, Any]:
    questions = [
        {"question": f"What does this passage state, if anything: “{passage}”", "ask": _ASK,
         "about": "statements"}
        for passage in proposal.unplaced
    ]  # fmt: skip
    return {"questions": questions} if questions else {}


def as_yaml(record: dict[str, Any]) -> str:
    """The record as text, laid out as the others are."""
    return yaml.dump(record, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=4096)


class _Indented(yaml.SafeDumper):
    """Lists stand two places in, as in every file of the record."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)
