"""Whatever is chosen: each number is that of the record, and leads to exactly its rows."""

import re
from datetime import date

import pytest

from ropabook.completeness import completeness, missing
from ropabook.handout import write
from ropabook.law.words import SEVERITIES
from ropabook.model.functions import functions, functions_of, narrowed
from ropabook.model.questions import open_questions
from ropabook.past_reviews import Trend, part, past
from ropabook.review import review
from ropabook.seen import Seen, State
from ropabook.store.load import load
from ropabook.views import actions, claims, flows, headline, recipients, retention, transfers
from ropabook.views.choosing import by_choice, choices, picture_name
from ropabook.views.headline import SIGNS
from ropabook.views.page import page
from tests.size import RELEASE
from tests.small import COMPLETE, DATA, TODAY

LATER = date(2027, 6, 30)
"""A day by which the complete register has gaps, and things that are overdue."""
COUNT = """async () => {
  const wrong = [], seen = new Set();
  for (const page of [...document.querySelectorAll('.page')]) {
    location.hash = page.id;
    const links = [...page.querySelectorAll('a.n, a.figure')].filter(a => a.checkVisibility());
    for (const link of links) {
      const text = (link.querySelector('b') || link).textContent;
      const found = text.match(/[\\d,]+/), to = link.getAttribute('href').slice(1);
      const key = `${found && found[0]} ${to}`;
      if (!found || text.includes('%') || seen.has(key)) continue;
      seen.add(key);
      location.hash = to;
      const list = document.getElementById(to).closest('.list');
      const rows = [...list.querySelectorAll('.row')].filter(row => row.checkVisibility()).length;
      if (rows !== Number(found[0].replace(/,/g, ''))) wrong.push([page.id, text, to, rows]);
      location.hash = page.id;
    }
  }
  return [seen.size, wrong];
}"""
CHOOSE = """([company, at]) => {
  document.getElementById(company).checked = true;
  const select = document.getElementById('function');
  if (select) select.selectedIndex = at;
}"""


@pytest.fixture(scope="module")
def judged():
    return review(load(COMPLETE), LATER)


def opened(browser, tmp_path_factory, judged, earlier):
    """The page of a review with its past, as a file, with everything that folds open."""
    state = State("a" * 40, f"{judged.on} 09:00")
    points = Trend((past(review(judged.register, earlier), "b" * 40), past(judged)))
    file = write(Seen(judged, state, trend=points), tmp_path_factory.mktemp("n") / "page.html")
    shown = browser.new_page(viewport={"width": 1440, "height": 900})
    shown.goto(file.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return shown


@pytest.fixture(scope="module")
def full(browser, tmp_path_factory, judged):
    shown = opened(browser, tmp_path_factory, judged, TODAY)
    yield shown
    shown.close()


FIGURES = """page => [...document.querySelectorAll(`#${page} figure`)]
  .filter(figure => figure.checkVisibility()).map(figure => figure.id)"""
TEXTS = """what => [...document.querySelectorAll(what)]
  .filter(each => each.checkVisibility()).map(each => each.innerText)"""
ALL = [(company, at) for company in ("0", "harbour", "lantern", "skerry") for at in range(14)]
SOME = [("0", 0), ("lantern", 7), ("harbour", 2)]


@pytest.mark.parametrize(("company", "at"), ALL if RELEASE else SOME)
def test_each_number_leads_to_exactly_so_many_rows(full, company, at) -> None:
    full.evaluate(CHOOSE, [f"company-{company}", at])
    looked_at, wrong = full.evaluate(COUNT)
    assert wrong == []
    assert looked_at > 30 or (company, at) not in SOME


def test_each_number_of_a_poor_record_does_too(browser, tmp_path_factory) -> None:
    shown = opened(browser, tmp_path_factory, review(load(DATA / "gaps"), TODAY), date(2026, 1, 1))
    for company in ("0", "alder", "birch"):
        shown.evaluate(CHOOSE, [f"company-{company}", 0])
        looked_at, wrong = shown.evaluate(COUNT)
        assert wrong == []
        assert looked_at > 25
    shown.close()


def test_a_list_that_is_narrowed_says_so_and_shows_all_again(full) -> None:
    full.evaluate(CHOOSE, ["company-0", 0])
    full.evaluate("location.hash = 'overview'")
    link = full.locator("#overview .in-0.by-all td a.n").first
    words = link.get_attribute("title")
    link.click()
    line = full.locator(".only:target")
    assert line.inner_text() == f"Only: {words} Show all"
    line.locator("a").click()
    assert full.evaluate(TEXTS, ".only") == []


def test_what_is_left_out_of_the_severities_is_shown_where_a_number_leads_to_it(full) -> None:
    full.evaluate(CHOOSE, ["company-0", 0])
    full.evaluate("location.hash = 'gaps'")
    severity = next(s for s in ("critical", "major") if full.locator(f"#gaps li.sev-{s}").count())
    rows = f"#gaps li.sev-{severity}"
    every = len(full.evaluate(TEXTS, rows))
    label = full.locator(f"label[for=show-{severity}]")
    label.click()
    assert full.evaluate(TEXTS, rows) == []
    assert full.evaluate(TEXTS, f"#gaps .bars .sev-{severity}") == []
    full.evaluate(f"location.hash = 'gap-rows:sev-{severity}'")
    assert len(full.evaluate(TEXTS, rows)) == every > 0
    full.evaluate(f"document.getElementById('show-{severity}').checked = true")


def test_pictures_and_figures_follow_the_function(full, judged) -> None:
    names = functions(judged.register)
    at = names.index("Marketing")
    full.evaluate(CHOOSE, ["company-lantern", at + 1])
    mine = judged.by_function["Marketing"]
    for key in ("data", "retention", "notice"):
        full.evaluate(f"location.hash = '{key}'")
        assert [*{name.partition("--")[2] for name in full.evaluate(FIGURES, key)}] == [
            f"{at}-lantern"
        ]
    drawn = {flow.activity for flow in flows.rows(mine, "lantern")}
    assert drawn == {a.title for a in mine.register.activities_of("lantern")}
    full.evaluate("location.hash = 'overview'")
    shown = full.evaluate(TEXTS, "#overview .figure b")
    for severity, count in zip(SEVERITIES, mine.by_severity("lantern").values(), strict=True):
        assert f"{SIGNS[severity]} {count}" in shown
    assert full.evaluate(TEXTS, "#overview .stamp")[0].endswith(" · Marketing")
    full.evaluate(CHOOSE, ["company-0", 0])


def test_a_function_has_its_activities_and_what_they_use(judged) -> None:
    register = judged.register
    for name, mine in judged.by_function.items():
        own = {
            a.key for a in register.activities.values() if functions_of(register, a.key) == {name}
        }
        assert {a.key for a in mine.register.activities.values()} == own
        assert own <= mine.register.only
        assert mine.register.every is register
        assert all(mine.register.holds(f.answer.record) for f in mine.findings)
        assert [f for f in judged.findings if name in functions_of(register, f.answer.record)] == [
            *mine.findings
        ]
    assert functions_of(register, "entities/harbour") == frozenset()
    assert (
        narrowed(narrowed(register, "Legal"), "Marketing").only
        == narrowed(register, "Marketing").only
    )


def test_what_functions_are_told_adds_up_to_the_whole(judged) -> None:
    """What belongs to one function only is counted once, and nothing is counted that is not."""
    for entity in (None, "lantern"):
        for view in (retention, transfers):
            parts = [row for of in judged.by_function.values() for row in view.rows(of, entity)]
            assert sorted(map(str, parts)) == sorted(map(str, view.rows(judged, entity)))
    for view in (recipients, claims, actions):
        whole = set(map(str, view.rows(judged, None)))
        for of in judged.by_function.values():
            assert set(map(str, view.rows(of, None))) <= whole


@pytest.mark.parametrize("root", [COMPLETE, DATA / "gaps"])
def test_every_answer_that_is_missing_is_named(root) -> None:
    register = load(root)
    for of in (register, *(narrowed(register, name) for name in functions(register))):
        for grid in completeness(of):
            mine = [row for row in missing(of) if row.entity == grid.entity]
            assert len(mine) == grid.total.due - grid.total.given
            for record, items in (("controller", grid.controller), ("processor", grid.processor)):
                for item, share in items.items():
                    named = [row for row in mine if (row.record, row.item) == (record, item)]
                    assert len(named) == share.due - share.given


def test_the_past_of_a_function_is_its_own(judged) -> None:
    then = past(judged)
    for of, entity in choices(judged):
        found = then.of[part(entity, of.function)]
        assert found.gaps == of.by_severity(entity)
        assert found.questions == len(open_questions(of.register, entity))
        assert found.complete == headline.rows(of, entity)[0].complete


def test_pictures_of_all_choices_have_names_of_their_own(judged) -> None:
    names = [picture_name("x", of, entity) for of, entity in choices(judged)]
    assert len(set(names)) == len(names) == 6 * 14
    drawn = page(judged)
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(set(ids)) == len(ids)
    assert (
        by_choice(judged, "lantern", lambda of, whose: f"{of.function} {whose}") == "None lantern"
    )
