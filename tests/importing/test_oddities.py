"""What real files do: each oddity is survived, nothing of it is lost, and what is odd is said.

The layouts' oddities (headings far down or in two rows, forms, merged cells, ticks, hierarchies,
several sheets, help links and examples) are in the layouts; here are those of cells and files.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ropabook.exchange.proposal import Proposal, propose
from ropabook.exchange.source import open_source
from ropabook.model.register import Register
from tests.importing.builders import text, xlsx
from tests.importing.layout import activities, of, only, titles
from tests.importing.lost import lost

HEAD = ["Processing activity", "Purpose", "Lawful basis", "Categories of individuals",
        "Categories of personal data", "Recipients", "Third country transfers",
        "Retention period", "Next review"]  # fmt: skip


def read(path: Path) -> Proposal:
    proposal = propose(open_source(path), Register({}))
    assert lost(proposal) == []
    counts = proposal.counts
    assert counts["cells"] == counts["placed"] + counts["unplaced"] + counts["not_data"]
    return proposal


def row(tmp_path, **cells: Any) -> Proposal:
    """A register of one row; the cells by the first word of their heading."""
    values = {"Processing": "Payroll", "Purpose": "Pay people", **cells}
    given = [values.get(name.split()[0]) for name in HEAD]
    return read(xlsx(tmp_path / "odd.xlsx", {"Register": [HEAD, given]}))


def whole(proposal: Proposal) -> str:
    return json.dumps([r.data for r in proposal.records.values()], ensure_ascii=False)


def retention(proposal: Proposal) -> dict[str, Any]:
    [rule] = [r.data for k, r in proposal.records.items() if k.startswith("retention/")]
    return dict(rule)


def test_a_formula_is_reported_never_computed(tmp_path) -> None:
    found = row(tmp_path, Recipients="=B2", Retention='=LEFT("6 years",1)*2')
    assert "=B2" in whole(found)
    assert "LEFT" in whole(found)


def test_not_applicable_is_an_answer_and_an_empty_cell_is_none(tmp_path) -> None:
    for said in ("N/A", "n/a", "None", "Not applicable", "sans objet", "n.v.t.", "entfällt"):
        found = only(row(tmp_path, Third=said))
        assert said in found["transfers"]["none"], said
    assert "transfers" not in only(row(tmp_path, Third=None))


def test_null_as_text_stays_text(tmp_path) -> None:
    assert "null" in whole(row(tmp_path, Categories="null"))


@pytest.mark.parametrize("placeholder", [
    "Sélectionnez un élément dans cette liste déroulante ►", "[DPO_NAME]",
    "_[LEGAL ENTITY NAME — to confirm]_",
])  # fmt: skip
def test_a_placeholder_is_no_value(tmp_path, placeholder) -> None:
    found = row(tmp_path, Recipients=placeholder)
    assert "recipients" not in only(found) or "unknown" in only(found)["recipients"]
    assert not [key for key in found.records if key.startswith("recipients/")]
    assert placeholder.strip("_") in whole(found)


@pytest.mark.parametrize("said", ["as above", "see above", "siehe oben", "idem", "Wie VT-01",
                                  "see sub-processor list"])  # fmt: skip
def test_a_reference_elsewhere_is_asked_about(tmp_path, said) -> None:
    found = row(tmp_path, Recipients=said)
    assert said in whole(found)
    assert "unknown" in json.dumps(only(found).get("recipients", {"unknown": ""}))


ABOVE = [
    ["Processing activity", "Purpose", "Lawful basis", "Recipients", "Retention", "Owner"],
    ["Payroll", "Pay people", "Contract", "Bureau Ltd (processor)", "6 years", "Jo Baker"],
]


@pytest.mark.parametrize("said", [
    "as above", "Same as above", "ditto", "idem", '"', "〃", "siehe oben", "s.o.", "wie oben",
    "voir ci-dessus", "zie hierboven", "véase arriba", "vedi sopra",
])  # fmt: skip
def test_as_above_is_the_cell_above_where_that_is_plain(tmp_path, said) -> None:
    path = xlsx(tmp_path / "above.xlsx", {"R": [*ABOVE, ["Pensions", *[said] * 5]]})
    found = read(path)
    pensions = of(found, "activities/pensions")
    (purpose,) = pensions["purposes"]
    assert (purpose["text"], purpose["lawful_basis"]["basis"]) == ("Pay people", "contract")
    assert pensions["recipients"][0]["recipient"] == "bureau-ltd-processor"
    assert (pensions["data"][0]["retention"], pensions["owner"]) == ("6-years", "Jo Baker")
    evidence = pensions["evidence"]["owner"][0]
    assert evidence["source"] == "above.xlsx, R!F3"
    assert evidence["kind"] == "inferred"
    assert "R!F2" in evidence["note"]
    assert any("R!D3" in note and "R!D2" in note for note in found.about.notes)


@pytest.mark.parametrize(("above", "said"), [
    ("TBC", "as above"), ("[NAME]", "idem"), (None, "as above"), ("Bureau Ltd", "see annex"),
    ("Bureau Ltd", "see above, row 12"), ("Bureau Ltd", "ähnliches Risiko"),
])  # fmt: skip
def test_as_above_is_asked_about_where_it_is_not_plain(tmp_path, above, said) -> None:
    rows = [*ABOVE, ["Pensions", "Save", "Contract", above, "1 year", "Al"],
            ["Exit", "End it", "Contract", said, "1 year", "Al"]]  # fmt: skip
    found = read(xlsx(tmp_path / "above.xlsx", {"R": rows}))
    exit_ = of(found, "activities/exit")
    assert said in json.dumps(exit_, ensure_ascii=False)
    recipients = exit_.get("recipients", {"unknown": ""})
    assert isinstance(recipients, dict) or recipients[0]["recipient"] != "bureau-ltd"


def test_as_above_below_a_hidden_row_is_not_read_as_what_nobody_sees(tmp_path) -> None:
    path = xlsx(tmp_path / "hidden.xlsx",
                {"R": [*ABOVE, ["Exit", "End it", "Contract", "as above", "1 year", "Al"]]},
                hidden_rows={"R": [2]})  # fmt: skip
    assert "unknown" in only(read(path))["recipients"]


@pytest.mark.parametrize(("said", "parts"), [
    ("Bureau A; Bureau B", ["Bureau A", "Bureau B"]),
    ("Bureau A / Bureau B", ["Bureau A", "Bureau B"]),
    ("Bureau A | Bureau B", ["Bureau A", "Bureau B"]),
    ("Bureau A\nBureau B", ["Bureau A", "Bureau B"]),
    ("• Bureau A\n• Bureau B", ["Bureau A", "Bureau B"]),
    ("Smith, Jones, and Partners LLP", None),
    ("Wright, Ltd", ["Wright, Ltd"]),
])  # fmt: skip
def test_several_values_are_taken_apart_only_where_that_is_plain(tmp_path, said, parts) -> None:
    found = row(tmp_path, Recipients=said)
    names = [r.title for k, r in found.records.items() if k.startswith("recipients/")]
    if parts is not None:
        assert names == parts


def test_signs_that_only_look_odd_do_not_hide_a_heading(tmp_path) -> None:
    path = xlsx(tmp_path / "spaces.xlsx", {"R": [
        ["Processing\u00a0activity ", " PURPOSE  of   processing:", "Lawful basis\r\n(Art. 6)"],
        ["Payroll ✅", "Pay\u00a0people", "Contract"],
    ]})  # fmt: skip
    found = only(read(path))
    assert found["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert "Pay" in found["purposes"][0]["text"]


def test_html_in_cells_is_read_as_words(tmp_path) -> None:
    found = read(text(tmp_path / "html.csv", "Processing activity,Purpose\n"
                      "Payroll,<p>Pay &amp; tax</p>\n"))  # fmt: skip
    assert only(found)["purposes"][0]["text"] == "Pay & tax"


def test_two_bases_with_reasons_and_article_9_in_one_cell(tmp_path) -> None:
    found = only(row(tmp_path, Lawful="Art. 6(1)(b) contract; Art. 6(1)(c) legal obligation; "
                                      "Art. 9(2)(b) employment law"))  # fmt: skip
    purpose = found["purposes"][0]
    assert purpose["lawful_basis"]["basis"] == "contract"
    assert [each["basis"] for each in purpose["further_bases"]] == ["legal-obligation"]
    assert '"b"' in json.dumps(found)


@pytest.mark.parametrize(("said", "period", "trigger"), [
    ("6 years", "P6Y", None), ("6 Jahre", "P6Y", None), ("1 jour", "P1D", None),
    ("P7D", "P7D", None), ("12 mois après désinscription", "P12M", "désinscription"),
    ("contract plus 2 years", "P2Y", "contract"),
    ("12 months plus current month", "P12M", "the end of the current month"),
    ("6 years plus current year", "P6Y", "the end of the current year"),
    ("5 anni", "P5Y", None), ("18 maanden", "P18M", None), ("3 años", "P3Y", None),
])  # fmt: skip
def test_durations(tmp_path, said, period, trigger) -> None:
    rule = retention(row(tmp_path, Retention=said))
    assert rule["period"] == period
    assert rule.get("trigger") == trigger


@pytest.mark.parametrize("said", [
    "tant que l'utilisateur est actif", "For the life of the account", "While relevant",
    "SEPA: + 14 Monate, Belege 7 Jahre (BAO § 132)", "5 ans en base active puis 10 ans d'archivage",
])  # fmt: skip
def test_what_is_no_period_is_kept_as_criteria(tmp_path, said) -> None:
    rule = retention(row(tmp_path, Retention=said))
    assert "period" not in rule
    assert rule["criteria"] == said


@pytest.mark.parametrize(("said", "period", "law"), [
    ("7 Jahre (BAO § 132)", "P7Y", "BAO § 132"), ("6 years (Limitation Act 1980)", "P6Y",
                                                  "Limitation Act 1980"),
    ("10 ans (art. L123-22)", "P10Y", "art. L123-22"),
])  # fmt: skip
def test_a_period_and_the_law_that_asks_for_it(tmp_path, said, period, law) -> None:
    rule = retention(row(tmp_path, Retention=said))
    assert (rule["period"], rule["legal_reference"], rule["title"]) == (period, law, said)


@pytest.mark.parametrize("said", ["6 years (10 years for directors)", "1 year (backups: 30 days)"])
def test_a_second_period_in_brackets_is_not_passed_over(tmp_path, said) -> None:
    assert retention(row(tmp_path, Retention=said))["criteria"] == said


def test_a_contract_with_the_processor_is_not_one_with_the_authority(tmp_path) -> None:
    found = read(
        text(
            tmp_path / "nl.csv",
            "Naam verwerking;Doel;Ontvangers;Verwerker;"
            "Verwerkersovereenkomst\nSalaris;Betalen;Belastingdienst;Salaris BV;Ja\n",
        )
    )
    assert "Ja" in of(found, "recipients/salaris-bv")["contract"]["unknown"]
    assert "contract" not in of(found, "recipients/belastingdienst")


@pytest.mark.parametrize(("said", "day"), [
    ("26/05/2028", "2028-05-26"), ("2028-09-20T11:09:48.213", "2028-09-20"),
    ("13/04/2027 15:57", "2027-04-13"), ("03/04/2027", None), ("soon", None),
])  # fmt: skip
def test_dates_are_read_where_they_mean_one_day(tmp_path, said, day) -> None:
    found = row(tmp_path, Next=said)
    activity = only(found)
    if day:
        assert activity["next_review_due"] == day
    else:
        assert not isinstance(activity.get("next_review_due"), str)
        assert said in whole(found)


@pytest.mark.parametrize(("other", "hint"), [
    ("26/05/2026", "have the day first"), ("05/26/2026", "have the month first"),
    ("2026-05-26", ""), ("26/05/2026 and 05/26/2026", ""),
])  # fmt: skip
def test_a_date_that_may_be_two_is_asked_about_with_what_the_others_tell(
    tmp_path, other, hint
) -> None:
    rows = [["Processing activity", "Purpose", "Retention period", "Next review"]]
    rows += [[f"Other {n}", "Work", "1 year", each] for n, each in enumerate(other.split(" and "))]
    rows += [["Payroll", "Pay", "6 years", "03/04/2027"]]
    found = of(read(xlsx(tmp_path / "days.xlsx", {"R": rows})), "activities/payroll")
    asked = found["next_review_due"]["unknown"]
    assert "3 April 2027 or 4 March 2027" in asked
    assert hint in asked
    assert bool(hint) == ("other dates" in asked)


@pytest.mark.parametrize(("said", "code"), [
    ("États-Unis", "US"), ("Ile de Man", "IM"), ("NEDERLAND", "NL"), ("US", "US"),
    ("Vereinigte Staaten", "US"), ("Reino Unido", "GB"), ("Svizzera", "CH"),
    ("Manchester", None), ("eu-west-2 (London)", None), ("Frankfurt fra1", None), ("EU", None),
])  # fmt: skip
def test_countries_by_name_and_nothing_else(tmp_path, said, code) -> None:
    found = row(tmp_path, Third=said)
    transfers = only(found).get("transfers", [])
    codes = [each.get("country") for each in transfers] if isinstance(transfers, list) else []
    assert (code in codes) if code else all(not isinstance(each, str) for each in codes)
    assert said in whole(found)


def test_answers_that_are_none(tmp_path) -> None:
    for said in ("Not sure", "TBC", "?", "Not specified"):
        found = row(tmp_path, Third=said)
        assert said in whole(found)
        assert "none" not in only(found).get("transfers", {})


def test_a_lost_leading_zero_is_said(tmp_path) -> None:
    path = xlsx(tmp_path / "phone.xlsx", {"R": [
        ["Controller", "Acme Ltd"], ["Telephone", 198765432], [],
        ["Processing activity", "Purpose"], ["Payroll", "Pay people"],
    ]})  # fmt: skip
    assert "198765432" in whole(read(path))


def test_numbers_stay_as_they_were_written(tmp_path) -> None:
    path = text(tmp_path / "numbers.csv", "Processing activity,Purpose,Reference\n"
                                          "Payroll,Pay people,00123\n")  # fmt: skip
    assert "00123" in whole(read(path))


def test_a_reference_twice_is_asked_about_never_merged(tmp_path) -> None:
    path = xlsx(tmp_path / "twice.xlsx", {"R": [
        ["Ref", "Processing activity", "Purpose"],
        ["A1", "Payroll", "Pay people"], ["A1", "Newsletter", "Send news"],
    ]})  # fmt: skip
    found = read(path)
    assert len(activities(found)) == 2
    assert all("A1" in json.dumps(each["questions"]) for each in activities(found).values())


def test_what_contradicts_itself_is_asked_about(tmp_path) -> None:
    path = xlsx(tmp_path / "contradicts.xlsx", {"R": [
        ["Processing activity", "Purpose", "Recipients", "Recipient country",
         "Third country transfers", "Special categories", "Lawful basis"],
        ["Payroll", "Pay people", "Cloud Inc", "United States", "No", "Yes", "Consent"],
    ]})  # fmt: skip
    found = only(read(path))
    asked = json.dumps(found.get("questions", []))
    assert "United States" in asked or "US" in asked


def test_very_long_cells_are_kept_whole(tmp_path) -> None:
    long = "word " * 6_000
    path = xlsx(tmp_path / "long.xlsx", {"R": [
        ["Processing activity", "Purpose", "Strange"], ["Payroll", "Pay people", long.strip()],
    ]})  # fmt: skip
    found = read(path)
    assert long.strip() in only(found)["unplaced"]["R!C2"]


@pytest.mark.parametrize(("encoding", "said"), [
    ("utf-8", None), ("utf-8-sig", "mark at its start"), ("iso-8859-1", "Windows-1252"),
    ("utf-16", "UTF-16"),
])  # fmt: skip
def test_encodings_are_found_and_said(tmp_path, encoding, said) -> None:
    path = text(tmp_path / "accents.csv", "Traitement,Finalité\r\nPaie,Rémunération\nB,C\n",
                encoding)  # fmt: skip
    found = read(path)
    assert activities(found)["paie"]["purposes"][0]["text"] == "Rémunération"
    assert said is None or any(said in note for note in found.about.notes)
    assert any("different ways" in note for note in found.about.notes)


def test_accents_that_were_broken_once_are_kept_and_said(tmp_path) -> None:
    found = read(text(tmp_path / "broken.csv", "Traitement,Finalité\nActivitÃ©s,Payer\n"))
    assert "ActivitÃ©s" in whole(found)
    assert any("wrong encoding" in note for note in found.about.notes)


def test_a_byte_order_mark_in_json(tmp_path) -> None:
    path = text(tmp_path / "bom.json", "\ufeff" + json.dumps(
        [{"name": "Payroll", "purpose": "Pay\r\npeople", "retention": "6 years"}]))  # fmt: skip
    assert only(read(path))["title"] == "Payroll"


def test_quoted_line_ends_in_csv(tmp_path) -> None:
    path = text(tmp_path / "quoted.csv", 'Processing activity;Purpose;Categories of personal data\n'
                                         'Payroll;Pay people;"Name\nSalary"\n')  # fmt: skip
    found = read(path)
    data = only(found)["data"][0]["categories"]
    assert titles(found, "personal-data", data) == ["Name", "Salary"]


@pytest.mark.parametrize("sign", ["\x0b", "\ufffe", "\ud800", "\u202e", "\0"])
def test_signs_that_no_text_can_hold_are_marked_or_refused(tmp_path, sign) -> None:
    """X5: never silently cut."""
    data = json.dumps([{"name": f"Pay{sign}roll", "purpose": "Pay people",
                        "retention": "6 years"}])  # fmt: skip
    found = read(text(tmp_path / "signs.json", data))
    assert not [record.problem for record in found.records.values() if record.problem]
    title = only(found)["title"]
    assert title.startswith("Pay")
    assert title.endswith("roll")
    assert title != "Payroll"


@pytest.mark.parametrize("length", [32_767, 40_000])
def test_cells_at_and_over_the_limit_of_a_spreadsheet(tmp_path, length) -> None:
    """X5: Excel cuts at 32,767; we keep what the file holds."""
    long = "x" * length
    found = read(text(tmp_path / "limit.csv", f"Processing activity,Purpose\nPayroll,{long}\n"))
    assert long in whole(found)
    assert of(found, "activities/payroll")["purposes"]


def test_the_history_of_a_document_is_no_data_and_a_section_called_notes_is(tmp_path) -> None:
    found = read(
        text(
            tmp_path / "r.md",
            "# Register\n\n## Payroll\n\n| Field | Value |\n|---|---|\n"
            "| Purpose | Pay people |\n| Retention | 6 years |\n\n### Notes\n\nAsk Jo.\n\n"
            "## 6. Document history\n\n| Version | Date |\n|---|---|\n| 1.0 | May |\n",
        )
    )
    reasons = {cell.text: fate for cell, fate in found.cells}
    assert reasons["1.0"].reason == "history of the document"
    assert reasons["Ask Jo."].kind != "not_data"
