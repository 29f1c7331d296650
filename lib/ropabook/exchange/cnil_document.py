"""The document of the CNIL's PIA software: two shapes of it, read and changed in place."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from markupsafe import Markup, escape

_UNTIL: Final = "estimated_implementation_date"


class Document:
    """One document; `raw` is exactly what was read until something is changed."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw

    @classmethod
    def parse(cls, text: str) -> "Document":
        """Read a document.

        Raises:
            ValueError: it is no JSON, or no document of the software.
        """
        try:
            raw = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            raise ValueError("the file is no JSON") from None
        if not isinstance(raw, dict) or not {"pia", "structure", "sections"} & {*raw}:
            raise ValueError("the file is no DPIA of the CNIL's software: it has no “pia” in it")
        return cls(raw)

    @classmethod
    def new(cls) -> "Document":
        """An empty document, as the software would begin one."""
        pia = {"id": 1, "status": 0, "name": "", "dpo_status": 0, "concerned_people_status": 0}
        empty: dict[str, Any] = {"answers": [], "measures": [], "evaluations": [], "comments": []}
        return cls({"pia": pia, **empty})

    @property
    def _pia(self) -> dict[str, Any]:
        found = self.raw.get("pia", self.raw.get("structure", self.raw))
        return found if isinstance(found, dict) else {}

    @property
    def name(self) -> str:
        """What the assessment is called."""
        return str(self._pia.get("name") or "DPIA without a name")

    def rename(self, name: str) -> None:
        """Give it another name."""
        self._pia["name"] = name

    def pia_words(self, field: str) -> str:
        """A text of the head of the document, without its markup."""
        return _plain(self._pia.get(field))

    def say_of_pia(self, field: str, words: str | None) -> None:
        """Change a text of the head."""
        self._pia[field] = words or ""

    def _answers(self) -> list[dict[str, Any]]:
        found = self.raw.get("answers")
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def _answer(self, question: int) -> dict[str, Any]:
        for answer in self._answers():
            if str(answer.get("reference_to")) == str(question):
                data = answer.get("data")
                return data if isinstance(data, dict) else {}
        found = self._question(question)
        return {"text": found.get("answer")} if found else {}

    def _question(self, number: int) -> dict[str, Any]:
        inner = self._pia.get("data") if "structure" in self.raw else self.raw
        for section in _objects(inner, "sections"):
            for item in _objects(section, "items"):
                for question in _objects(item, "questions"):
                    if question.get("id") == number:
                        return question
        return {}

    def words(self, question: int) -> str:
        """The text of an answer, without its markup."""
        return _plain(self._answer(question).get("text"))

    def items(self, question: int) -> list[str]:
        """The list of an answer."""
        found = self._answer(question).get("list")
        return [str(each) for each in found if each] if isinstance(found, list) else []

    def gauge(self, question: int) -> int:
        """The level of an answer, 0 where none is set."""
        return _level(self._answer(question).get("gauge"))

    def residual(self, reference: str) -> tuple[int, int]:
        """Severity and likelihood after measures, as the evaluation has them."""
        gauges = self._evaluation(reference).get("gauges")
        found = gauges if isinstance(gauges, dict) else {}
        return _level(found.get("x")), _level(found.get("y"))

    def _evaluation(self, reference: str) -> dict[str, Any]:
        found = self.raw.get("evaluations")
        for each in found if isinstance(found, list) else ():
            if isinstance(each, dict) and each.get("reference_to") == reference:
                return each
        return {}

    def measures(self) -> list[str]:
        """The titles of the measures."""
        found = self.raw.get("measures")
        listed = found if isinstance(found, list) else ()
        return [str(m["title"]) for m in listed if isinstance(m, dict) and m.get("title")]

    def say(self, question: int, words: str | None) -> None:
        """Change the text of an answer."""
        if asked := self._question(question):
            asked["answer"] = _marked(words)
        else:
            self._data(question)["text"] = _marked(words)

    def set_items(self, question: int, items: list[str]) -> None:
        """Change the list of an answer."""
        self._data(question)["list"] = items

    def score(self, question: int, level: int) -> None:
        """Change the level of an answer."""
        self._data(question)["gauge"] = level

    def leave(self, reference: str, severity: int, likelihood: int) -> None:
        """Change what is left after measures."""
        self._evaluated(reference)["gauges"] = {"x": severity, "y": likelihood}

    def plan(self, measure: str) -> tuple[str, str]:
        """Who is in charge of a measure and until which day, as its evaluation has them."""
        found = self._evaluation(self._reference(measure))
        return _plain(found.get("person_in_charge")), _day(found.get(_UNTIL))

    def set_plan(self, measure: str, person: str | None, until: str | None) -> None:
        """Change who is in charge of a measure, and until which day (`2026-12-24`)."""
        found = self._evaluated(self._reference(measure))
        found["person_in_charge"] = person
        # The software keeps a day as the moment at which it begins in Greenwich.
        found[_UNTIL] = f"{until}T00:00:00.000Z" if until else None

    def _reference(self, measure: str) -> str:
        listed = self.raw.get("measures")
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and each.get("title") == measure:
                return f"3.1.{each.get('id')}"
        return ""

    def _evaluated(self, reference: str) -> dict[str, Any]:
        found = self._evaluation(reference)
        if not found:
            found = {"id": self._next("evaluations"), "reference_to": reference, "status": 0}
            self.raw.setdefault("evaluations", []).append(found)
        return found

    def set_measures(self, titles: list[str]) -> None:
        """The measures of these titles; one that is there keeps all that it has."""
        kept = {m.get("title"): m for m in self.raw.get("measures", ()) if isinstance(m, dict)}
        first = self._next("measures")
        new = ({"id": first + n, "title": t, "content": ""} for n, t in enumerate(titles))
        self.raw["measures"] = [kept.get(each["title"], each) for each in new]

    def _data(self, question: int) -> dict[str, Any]:
        for answer in self._answers():
            if str(answer.get("reference_to")) == str(question):
                data: dict[str, Any] = answer.setdefault("data", {})
                return data
        made: dict[str, Any] = {"text": None, "gauge": None, "list": []}
        answer = {"id": self._next("answers"), "reference_to": question, "data": made}
        self.raw.setdefault("answers", []).append(answer)
        return made

    def _next(self, name: str) -> int:
        numbers = [e.get("id") for e in self.raw.get(name, ()) if isinstance(e, dict)]
        return max([n for n in numbers if isinstance(n, int)], default=0) + 1

    def leftovers(self) -> Iterator[str]:
        """What is in the document and in no field of ours."""
        for field in ("author_name", "evaluator_name", "validator_name", "applied_adjustments",
                      "rejection_reason", "category", "structure_name"):  # fmt: skip
            if self.pia_words(field):
                yield f"{field.replace('_', ' ')}: {self.pia_words(field)}"
        for name, words in (("evaluations", "evaluation_comment"),
                            ("evaluations", "action_plan_comment"),
                            ("comments", "description")):  # fmt: skip
            for each in self.raw.get(name, ()) if isinstance(self.raw.get(name), list) else ():
                if isinstance(each, dict) and _plain(each.get(words)):
                    yield f"{name} of {each.get('reference_to')}: {_plain(each.get(words))}"
        yield from self._plans_left()
        for each in (
            self.raw.get("measures", ()) if isinstance(self.raw.get("measures"), list) else ()
        ):
            if isinstance(each, dict) and _plain(each.get("content")):
                yield f"content of measure {each.get('title')}: {_plain(each.get('content'))}"

    def _plans_left(self) -> Iterator[str]:
        """Who is in charge until when: of what is no measure, and a day that is none."""
        of_measures = {self._reference(title) for title in self.measures()}
        found = self.raw.get("evaluations")
        for each in found if isinstance(found, list) else ():
            if not isinstance(each, dict):
                continue
            about, until = each.get("reference_to"), each.get(_UNTIL)
            ours = about in of_measures
            if (person := _plain(each.get("person_in_charge"))) and not ours:
                yield f"person in charge of {about}: {person}"
            if until and not (ours and _day(until)):
                yield f"estimated implementation of {about}: {until}"


def _day(moment: object) -> str:
    """The day of a moment such as `2026-12-24T00:00:00.000Z`; empty where it is none."""
    try:
        return date.fromisoformat(str(moment)[:10]).isoformat()
    except ValueError:
        return ""


def _objects(holder: Any, key: str) -> list[dict[str, Any]]:
    """The objects in a list of an object; whatever else stands there is none."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _level(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= 4 else 0


def _plain(html: object) -> str:
    return Markup(html).striptags() if isinstance(html, str) else ""  # noqa: S704 - only stripped


def _marked(words: str | None) -> str:
    return f"<p>{escape(words)}</p>" if words else ""
