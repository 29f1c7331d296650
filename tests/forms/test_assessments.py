"""Assessments in the notebook, without a browser: screening, steps, panels, and what goes wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ropabook.assessing.criteria import criteria
from ropabook.forms.assessments import panels
from ropabook.forms.assessments.asked import asked, not_asked
from ropabook.forms.assessments.screen import AssessmentScreen
from ropabook.forms.assessments.screening import ScreeningScreen
from ropabook.model.activity import Screening
from ropabook.model.assessments import Dpia
from ropabook.store.beginning import begin_history
from ropabook.store.load import load
from ropabook.store.opening import open_store
from tests.people import ANNA
from tests.small import COMPLETE, DATA, TODAY


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Iterator[Path]:
    """A record with a history, and Anna at it."""
    for name, value in (("NAME", ANNA.name), ("EMAIL", ANNA.email)):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
    shutil.copytree(DATA / "gaps", tmp_path / "ropa")
    begin_history(tmp_path / "ropa", ANNA)
    return tmp_path / "ropa"


def screening(desk: Path) -> ScreeningScreen:
    screen = ScreeningScreen(desk, TODAY)
    screen.open("activities/support")
    return screen


def answer(screen: ScreeningScreen, **more) -> None:
    """Every criterion as the record says, a plain no to the rest, and who it was."""
    screen._asked({"do": "propose"})
    data = screen.answers.as_data()
    for one in data["answers"].values():
        if one["met"] is None:
            one.update(met=False, reason="Nobody is concerned")
    screen.form.typed = {**data, "by": "Head of Privacy", **more}


# ----- screening -----------------------------------------------------------------------------


def test_a_screening_is_answered_saved_and_read_again(desk) -> None:
    screen = screening(desk)
    assert "not screened by anybody" in screen.said.value
    answer(screen)
    assert screen.form.state["lacking"] == []
    screen._asked({"do": "save"})
    assert screen.form.state["level"] == "good"
    saved = load(desk).activities["support"].screening
    assert isinstance(saved, Screening)
    assert (saved.on, saved.by, saved.outcome) == (TODAY, "Head of Privacy", "required")
    assert {3, 7} & set(saved.wp248)
    assert {one.key for one in criteria()} == {
        *saved.considered, *(f"wp248-{n}" for n in saved.wp248), *(f"ico-{i}" for i in saved.ico),
    }  # fmt: skip
    again = screening(desk)
    assert again.answers == screen.answers
    [row] = [row for row in again.list.rows if row[0] == "activities/support"]
    assert "Do the DPIA" in row[-1]


def test_half_an_answer_is_kept_and_not_saved(desk) -> None:
    screen = screening(desk)
    data = screen.answers.as_data()
    data["answers"]["wp248-3"] = {"met": True, "reason": "Calls are recorded"}
    screen.form.typed = data
    screen._asked({"do": "save"})
    assert "kept as a draft" in screen.form.state["said"]
    assert any("21 criteria are not answered" in said for said in screen.form.state["lacking"])
    assert load(desk).activities["support"].screening is None
    again = screening(desk)
    assert again.answers.met == {"wp248-3": True}
    assert again.answers.reasons == {"wp248-3": "Calls are recorded"}


def test_a_no_against_the_record_needs_a_reason(desk) -> None:
    screen = screening(desk)
    answer(screen)
    data = screen.answers.as_data()
    data["answers"]["wp248-3"] = {"met": False, "reason": ""}
    screen.form.typed = {**data, "by": "Head of Privacy"}
    assert any("wp248 criterion 3" in said.lower() for said in screen.form.state["lacking"])


def test_less_than_the_criteria_ask_for_needs_reason_and_approval(desk) -> None:
    screen = screening(desk)
    answer(screen, outcome="not-required")
    assert len(screen.form.state["lacking"]) == 2
    answer(screen, outcome="not-required", override_reason="Ten calls a year", approver="Director")
    screen._asked({"do": "save"})
    saved = load(desk).activities["support"].screening
    assert (saved.outcome, saved.override_reason, saved.approver) == (
        "not-required", "Ten calls a year", "Director",
    )  # fmt: skip


def test_what_is_discarded_is_gone(desk) -> None:
    screen = screening(desk)
    answer(screen)
    screen._asked({"do": "discard"})
    assert screen.answers.met == {}
    assert screening(desk).answers.met == {}


def differently(screen: ScreeningScreen, **criteria: tuple[bool, str]) -> None:
    """Other answers to some criteria than those that are typed."""
    data = screen.answers.as_data()
    for key, (met, reason) in criteria.items():
        data["answers"][key.replace("_", "-")] = {"met": met, "reason": reason}
    screen.form.typed = data


def two(desk: Path) -> tuple[ScreeningScreen, ScreeningScreen]:
    """Two people who have the same saved screening open."""
    one = screening(desk)
    answer(one)
    one._asked({"do": "save"})
    assert one.form.state["level"] == "good", one.form.state
    return one, screening(desk)


def test_two_people_who_answer_different_criteria_both_keep_theirs(desk) -> None:
    anna, bob = two(desk)
    differently(bob, wp248_1=(True, "Callers are scored"))
    bob._asked({"do": "save"})
    differently(anna, wp248_9=(True, "Without it there is no help"))
    anna._asked({"do": "save"})
    assert anna.form.state["level"] == "good", anna.form.state
    saved = load(desk).activities["support"].screening
    assert {1, 9} <= set(saved.wp248)
    assert saved.considered["wp248-1"] == "Callers are scored"
    assert saved.considered["wp248-9"] == "Without it there is no help"
    assert anna.answers.met["wp248-1"], "what is shown is what is saved"


def test_two_answers_to_one_criterion_are_shown_and_chosen(desk) -> None:
    anna, bob = two(desk)
    differently(bob, wp248_1=(True, "Callers are scored"))
    bob._asked({"do": "save"})
    differently(anna, wp248_1=(False, "The score is never used"))
    anna._asked({"do": "save"})
    [row] = anna.form.conflict
    assert row["label"].startswith("WP248 criterion 1: ")
    assert [row[side] for side in ("base", "theirs", "yours")] == [
        "No: Nobody is concerned", "Yes: Callers are scored", "No: The score is never used"
    ]  # fmt: skip
    assert 1 in load(desk).activities["support"].screening.wp248, "nothing is saved yet"
    anna._asked({"do": "resolve", "choices": {"wp248-1": "yours"}, "reason": "Looked at it"})
    assert anna.form.state["level"] == "good", anna.form.state
    assert anna.form.conflict == []
    saved = load(desk).activities["support"].screening
    assert 1 not in saved.wp248
    assert saved.considered["wp248-1"] == "The score is never used"
    newest = anna.editing.store.history.commits("activities/support")[0]
    assert (newest.action, newest.reason) == ("resolve", "Looked at it")


def test_a_yes_and_a_no_to_what_was_open_are_a_conflict(desk) -> None:
    """Part by part there is none: a yes is in a list, and a no among the reasons."""
    anna, bob = screening(desk), screening(desk)
    answer(bob)
    differently(bob, wp248_1=(True, ""))
    bob._asked({"do": "save"})
    answer(anna)
    anna._asked({"do": "save"})
    assert [row["path"] for row in anna.form.conflict] == ["wp248-1"]
    assert (anna.form.conflict[0]["base"], anna.form.conflict[0]["theirs"]) == (
        "Not answered", "Yes")  # fmt: skip
    anna._asked({"do": "resolve", "choices": {"wp248-1": "theirs"}, "reason": ""})
    assert 1 in load(desk).activities["support"].screening.wp248
    assert anna.answers.met["wp248-1"]


def test_who_saves_again_while_it_is_chosen_is_seen_first(desk) -> None:
    anna, bob = two(desk)
    differently(bob, wp248_1=(True, "Callers are scored"))
    bob._asked({"do": "save"})
    differently(anna, wp248_1=(False, "The score is never used"))
    anna._asked({"do": "save"})
    differently(bob, wp248_1=(True, "Callers are scored twice"))
    bob._asked({"do": "save"})
    anna._asked({"do": "resolve", "choices": {"wp248-1": "theirs"}, "reason": ""})
    [row] = anna.form.conflict
    assert row["theirs"] == "Yes: Callers are scored twice"
    assert anna.form.state["level"] == "critical"


def test_what_both_changed_and_nobody_saved_outlives_the_kernel(desk) -> None:
    anna, bob = two(desk)
    differently(bob, wp248_1=(True, "Callers are scored"))
    bob._asked({"do": "save"})
    differently(anna, wp248_1=(False, "The score is never used"))
    anna._asked({"do": "save"})
    again = screening(desk)
    assert again.answers.reasons["wp248-1"] == "The score is never used"
    again._asked({"do": "save"})
    assert [row["path"] for row in again.form.conflict] == ["wp248-1"]


# ----- a company that does it in its own way ----------------------------------------------------

NEWS = "activities/newsletter"


@pytest.fixture
def own(desk) -> Path:
    """Birch writes to more people, by new means: no other company does."""
    store = open_store(desk, ANNA)
    opened = store.read(NEWS)
    birch = {"large_scale": True, "new_technology": True}
    store.save(opened, {**opened.data, "differs": {"birch": birch}})
    return desk


def answered(screen: ScreeningScreen, **criteria: bool) -> None:
    answer(screen)
    data = screen.answers.as_data()
    for key, met in criteria.items():
        data["answers"][key.replace("_", "-")] = {"met": met, "reason": ""}
    screen.form.typed = data


def test_a_company_whose_facts_differ_has_a_screening_of_its_own(own) -> None:
    screen = ScreeningScreen(own, TODAY)
    rows = {row[0]: row for row in screen.list.rows}
    assert rows[NEWS][2] == "Alder"
    assert rows[f"{NEWS}@birch"][1:3] == ["Newsletter, at Birch", "Birch"]
    assert "1 of them done by a company in its own way" in screen.said.value

    screen.open(NEWS)
    answered(screen, wp248_5=False)
    screen._asked({"do": "save"})
    assert screen.form.state["level"] == "good", screen.form.state
    screen.open(f"{NEWS}@birch")
    assert screen.form.state["names"] == "Birch"
    answered(screen, wp248_5=True)
    screen._asked({"do": "save"})
    assert screen.form.state["level"] == "good", screen.form.state

    register = load(own)
    written = register.activities["newsletter"]
    birch = register.as_done_by(written, "birch").screening
    assert 5 not in written.screening.wp248
    assert 5 in birch.wp248
    assert birch.considered["wp248-5"] == "Met", "the no of the others does not show through"
    again = ScreeningScreen(own, TODAY)
    again.open(f"{NEWS}@birch")
    assert again.answers == screen.answers
    assert (again.answers.met["wp248-5"], again.answers.reasons.get("wp248-5")) == (True, None)


def test_what_others_answer_anew_leaves_its_own_answers_alone(own) -> None:
    screen = ScreeningScreen(own, TODAY)
    for key, met in ((NEWS, True), (f"{NEWS}@birch", False), (NEWS, False)):
        screen.open(key)
        answered(screen, wp248_9=met, wp248_1=not met)
        screen._asked({"do": "save"})
        assert screen.form.state["level"] == "good", screen.form.state
    birch = load(own).as_done_by(load(own).activities["newsletter"], "birch").screening
    assert 9 not in birch.wp248
    assert 1 in birch.wp248


def test_two_people_screen_one_companys_way_and_choose(own) -> None:
    anna, bob = ScreeningScreen(own, TODAY), ScreeningScreen(own, TODAY)
    for each in (bob, anna):
        each.open(f"{NEWS}@birch")
    answered(bob, wp248_9=True)
    bob._asked({"do": "save"})
    answered(anna, wp248_9=False)
    anna._asked({"do": "save"})
    assert [row["path"] for row in anna.form.conflict] == ["wp248-9"]
    anna._asked({"do": "resolve", "choices": {"wp248-9": "yours"}, "reason": ""})
    assert anna.form.state["level"] == "good", anna.form.state
    birch = load(own).as_done_by(load(own).activities["newsletter"], "birch").screening
    assert 9 not in birch.wp248


def test_a_company_that_differs_in_nothing_a_criterion_looks_at_has_no_row(desk) -> None:
    store = open_store(desk, ANNA)
    opened = store.read(NEWS)
    store.save(opened, {**opened.data, "differs": {"birch": {"owner": "Head of Marketing"}}})
    rows = {row[0]: row for row in ScreeningScreen(desk, TODAY).list.rows}
    assert rows[NEWS][2] == "Alder, Birch"
    assert f"{NEWS}@birch" not in rows


# ----- the form of an assessment --------------------------------------------------------------


def test_each_kind_is_asked_in_its_steps() -> None:
    names = [field.name for field in asked("dpia", {})]
    kept = {"id", "unplaced", "formerly", "example", "evidence", "relies_on"}
    assert set(Dpia.model_fields) - kept == set(names)
    sections = list(dict.fromkeys(field.section for field in asked("dpia", {})))
    assert [each[0] for each in sections[:7]] == list("1234567")


def test_a_recognised_interest_is_a_short_path_that_loses_nothing() -> None:
    data = {"kind": "recognised", "balancing_test": "Weighed once", "alternatives": "None"}
    names = {field.name for field in asked("lia", data)}
    assert "condition" in names
    assert not {"balancing_test", "alternatives", "opt_out"} & names
    assert len(not_asked("lia", data)) == 2
    assert not_asked("lia", {**data, "kind": "legitimate-interests"}) == ()


@pytest.mark.parametrize(("scale", "count", "asks_high"), [("ico", 3, False), ("cnil", 4, True)])
def test_a_risk_is_asked_in_the_words_of_its_scale(scale, count, asks_high) -> None:
    [risks] = [field for field in asked("dpia", {"scale": scale}) if field.name == "risks"]
    inner = {field.name: field for field in risks.fields}
    assert len(inner["likelihood"].choices) == count
    assert len(inner["residual_severity"].choices) == count
    assert ("high" in inner) is asks_high


def at(desk: Path, key: str = "") -> AssessmentScreen:
    screen = panels.with_panels(AssessmentScreen(desk, TODAY))
    if key:
        screen.open(key)
    return screen


def begun(desk: Path, kind: str = "dpia", title: str = "Recording of calls") -> AssessmentScreen:
    screen = at(desk)
    key, data = panels._begun(screen, kind, title, "support")
    screen.editing.begin(key, data)
    screen.show_form()
    return screen


def test_a_dpia_begins_with_what_the_record_says(desk) -> None:
    typed = begun(desk).editing.typed
    assert typed["activities"] == ["support"]
    assert "Train the people who answer" in typed["description"]["purposes"]
    assert "life_cycle" not in typed["description"], "what the record does not say stays open"
    assert {each["field"] for each in typed["relies_on"]} >= {"purposes.train", "data.calls"}


def test_filling_again_touches_nothing_that_is_said(desk) -> None:
    screen = begun(desk)
    said = {**screen.editing.typed, "description": {"purposes": "Our own words"}}
    screen.take(said, "")
    panels._tried(screen, panels._fill)
    described = screen.editing.typed["description"]
    assert described["purposes"] == "Our own words"
    assert "Recordings" in described["nature"] or described["nature"]


def test_the_steps_say_what_is_missing_and_what_is_done(desk) -> None:
    screen = begun(desk)
    assert "0 of 7 steps are done" in screen.progress.value
    screen.take({**screen.editing.typed, "views": "Asked and agreed", "consulted": "The union"}, "")
    assert "1 of 7 steps are done" in screen.progress.value
    assert screen.form.done == ["3 Consultation"]


def test_contradictions_are_kept_and_said(desk) -> None:
    screen = begun(desk)
    risk = {"id": "R1", "text": "Overheard", "likelihood": "maximum", "severity": "severe"}
    screen.take({**screen.editing.typed, "risks": [risk]}, "")
    assert "which is not a word of the Commissioner&#39;s scale" in screen.progress.value
    screen.editing.save()
    assert screen.editing.said.level == "critical"
    assert screen.editing.typed["risks"] == [risk], "what was typed is still there"
    assert at(desk, screen.editing.key).editing.typed["risks"] == [risk], (
        "and after the kernel died"
    )


def test_an_oversized_answer_is_kept_and_said(desk) -> None:
    screen = begun(desk)
    described = {**screen.editing.typed["description"], "scope": "x" * 40_000}
    screen.take({**screen.editing.typed, "description": described}, "")
    [mark] = screen.form.marks
    assert mark["path"] == "description.scope"
    assert "40,000 characters" in mark["text"]
    screen.editing.save()
    assert "Not saved" in screen.editing.said.sentence
    assert screen.editing.typed["description"]["scope"] == "x" * 40_000


def test_a_change_in_the_record_makes_the_dpia_stale_and_says_why(desk) -> None:
    screen = begun(desk)
    screen.editing.save()
    assert screen.editing.said.level == "good"
    store = screen.editing.store
    activity = store.read("activities/support")
    data = {**activity.data, "recipients": [{"recipient": "mail-sender"}]}
    store.save(activity, data)
    again = at(desk, screen.editing.key)
    assert "It is stale" in again.progress.value
    name = load(desk).recipients["mail-sender"].title
    assert name in again.progress.value
    panels._tried(again, panels._rest)
    assert "none has changed since" in again.progress.value


def test_measures_become_actions_and_the_next_version_begins(desk) -> None:
    screen = begun(desk)
    measure = {"id": "M1", "text": "Announce it", "owner": "Head of IT", "due": "2026-12-24"}
    screen.take({**screen.editing.typed, "measures": [measure]}, "")
    assert "Save the DPIA first" in _said(screen, panels._act)
    screen.editing.save()
    assert "1 measures became actions" in _said(screen, panels._act)
    [action] = load(desk).actions
    assert (action.record, action.at, action.owner) == (
        screen.editing.key, "measures.M1", "Head of IT",
    )  # fmt: skip
    assert "every planned measure has one" in _said(screen, panels._act)
    _said(screen, panels._renew)
    assert screen.editing.key == "dpia/recording-of-calls-v2"
    screen.editing.save()
    assert load(desk).dpia("recording-of-calls-v2").replaces == "recording-of-calls"


def _said(screen: AssessmentScreen, act) -> str:
    panels._tried(screen, act)
    return screen.said.value


def test_a_document_is_written_from_what_is_saved(desk, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ROPABOOK_EXPORTS", str(tmp_path / "out"))
    screen = begun(desk)
    assert "Save it first" in _said(screen, lambda one: panels._write(one, "html"))
    screen.editing.save()
    for form in ("html", "word", "cnil-json"):
        assert "Written" in _said(screen, lambda one, form=form: panels._write(one, form))
    assert len(list((tmp_path / "out").iterdir())) == 3
    before = {each: each.read_bytes() for each in (tmp_path / "out").iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in _said(screen, lambda one: panels._write(one, "html"))
    assert {each: each.read_bytes() for each in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("kind", ["lia", "recognised", "tra"])
def test_the_other_kinds_begin_and_are_saved(desk, kind) -> None:
    screen = begun(desk, kind, f"About {kind}")
    screen.editing.save()
    assert screen.editing.said.level == "good"
    assert "steps are done" in screen.progress.value
    record = load(desk).find(screen.editing.key)
    assert getattr(record, "kind", "") == {"lia": "legitimate-interests", "tra": ""}.get(kind, kind)


def test_every_assessment_of_the_complete_register_opens_done(tmp_path) -> None:
    shutil.copytree(COMPLETE, tmp_path / "ropa")
    begin_history(tmp_path / "ropa", ANNA)
    screen = at(tmp_path / "ropa")
    register = screen.editing.register
    for key in ("dpia/street-cameras", "dpia/newsletter", "lia/call-recording", "tra/india"):
        screen.open(key)
        assert register.find(key).title in screen.form.status["title"]
        assert "Something does not fit" not in screen.progress.value
    assert "<svg" not in screen.progress.value
    screen.open("dpia/newsletter")
    assert screen.progress.value.count("<svg") == 2
    assert "Signed for" in screen.progress.value
