"""Nothing is written before somebody accepts; then exactly what was named, in one commit."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ropabook.cli import main
from ropabook.exchange.acceptance import ALL, NotAccepted, accept
from ropabook.exchange.proposal import Proposal, propose
from ropabook.exchange.source import open_source
from ropabook.store.load import load
from tests.importing.builders import text, xlsx
from tests.store.record import SMALL, on_disk

FILES = {**SMALL, "entities/harbour.yaml": b"legal_name: Harbour\n"}
ROWS = [
    ["Processing activity", "Purpose", "Lawful basis", "Recipients", "Owner", "Strange"],
    ["Payroll", "Pay people", "Contract", "Bureau Ltd", "Head of HR", "Kept word for word"],
    ["Customer orders", "Deliver goods", "Contract", None, "Head of Logistics", None],
]


@pytest.fixture
def store(tmp_path):
    return on_disk(tmp_path, FILES)


@pytest.fixture
def file(tmp_path) -> Path:
    return xlsx(tmp_path / "theirs.xlsx", {"Register": ROWS})


@pytest.fixture
def proposal(store, file) -> Proposal:
    return propose(open_source(file), store.register(), entity="harbour")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_all_is_what_is_new_in_one_commit_with_a_reason(store, proposal) -> None:
    before = len(store.history.commits())
    orders = store.read("activities/orders").text
    done = accept(proposal, [ALL], store)
    assert "activities/payroll" in done.written
    assert "activities/orders" not in done.written
    commits = store.history.commits()
    assert len(commits) == before + 1
    assert commits[0].action == "import"
    assert "theirs.xlsx" in commits[0].reason
    assert proposal.digest in commits[0].reason
    assert store.read("activities/orders").text == orders
    payroll = store.read("activities/payroll").data
    assert payroll["entities"] == ["harbour"]
    assert payroll["unplaced"] == {"Register!F2": "Kept word for word"}
    assert payroll["recipients"][0]["evidence"][0]["source"] == "theirs.xlsx, Register!D2"
    assert not load(store.root).refusals


def test_with_an_activity_come_the_records_that_it_names(store, proposal) -> None:
    done = accept(proposal, ["activities/payroll"], store)
    assert set(done.written) >= {"activities/payroll", "recipients/bureau-ltd"}


def test_of_a_record_that_is_there_one_fact_is_taken(store, proposal) -> None:
    record = proposal.records["activities/orders"]
    assert record.state == "update"
    differences = {each.field: (each.record, each.file) for each in record.differences}
    assert differences["owner"] == ("Head of Sales", "Head of Logistics")
    accept(proposal, ["activities/orders:owner"], store)
    after = store.read("activities/orders")
    assert after.data["owner"] == "Head of Logistics"
    assert "purposes" not in after.data
    assert "# as the board calls it" in after.text


def test_a_fact_that_somebody_changed_meanwhile_is_not_overwritten(store, proposal) -> None:
    opened = store.read("activities/orders")
    store.save(opened, {**opened.data, "owner": "Somebody else"})
    done = accept(proposal, ["activities/orders:owner"], store)
    assert done.written == ()
    assert "owner changed since it was shown" in done.refused["activities/orders"]
    assert store.read("activities/orders").data["owner"] == "Somebody else"


def test_a_record_that_somebody_began_meanwhile_is_not_overwritten(store, proposal) -> None:
    mine = {"title": "Payroll", "role": "controller", "entities": ["harbour"], "status": "draft"}
    store.create("activities/payroll", mine)
    with pytest.raises(NotAccepted, match="Somebody else wrote activities/payroll"):
        accept(proposal, [ALL], store)
    assert store.read("activities/payroll").data == mine


def test_what_is_not_proposed_cannot_be_accepted(store, proposal) -> None:
    with pytest.raises(NotAccepted, match="proposes no record 'activities/nothing'"):
        accept(proposal, ["activities/nothing"], store)
    with pytest.raises(NotAccepted, match="does not differ"):
        accept(proposal, ["activities/orders:title"], store)


def test_without_a_company_nothing_is_written(store, file) -> None:
    homeless = propose(open_source(file), store.register())
    with pytest.raises(NotAccepted, match="--entity"):
        accept(homeless, [ALL], store)


def test_the_same_file_again_has_nothing_to_write(store, file, proposal) -> None:
    accept(proposal, [ALL], store)
    again = propose(open_source(file), store.register(), entity="harbour")
    assert {r.state for k, r in again.records.items() if k != "activities/orders"} == {"same"}
    before = len(store.history.commits())
    assert accept(again, [ALL], store).written == ()
    assert len(store.history.commits()) == before


def test_the_command_looks_and_writes_nothing(store, file) -> None:
    before = files_of(store.root)
    said = run("import", file, "--ropa", store.root, "--entity", "harbour", "--preview")
    assert said.exit_code == 0
    assert "Register!F2: Kept word for word" in said.output
    data = json.loads(run("import", file, "--ropa", store.root, "--format", "json").output)
    assert data["cells"] == data["placed"] + data["unplaced"] + data["not_data"]
    assert data["cells"] == len(data["fates"]) == 16
    assert files_of(store.root) == before


def test_the_command_accepts_and_says_what_it_wrote(store, file) -> None:
    command = ["import", file, "--ropa", store.root, "--entity", "harbour"]
    said = run(*command, "--accept", "all", "--reason", "From the HR department")
    assert said.exit_code == 0
    assert "Written: activities/payroll" in said.output
    assert store.history.commits()[0].reason == "From the HR department"
    again = run(*command, "--accept", "all", "--format", "json")
    assert json.loads(again.output)["written"] == []


def test_a_mapping_is_written_corrected_and_used(store, file, tmp_path) -> None:
    command = ["import", file, "--ropa", store.root, "--entity", "harbour", "--format", "json"]
    path = tmp_path / "imports" / "theirs.yaml"
    assert run(*command, "--write-mapping", path).exit_code == 0
    path.write_text(path.read_text().replace('"Strange": null', '"Strange": remarks'))
    data = json.loads(run(*command, "--mapping", path).output)
    assert data["unplaced"] == 0
    again = run(*command, "--write-mapping", path)
    assert again.exit_code == 2
    assert "exists already" in again.output


@pytest.mark.parametrize(("content", "said"), [
    ("headings: {Strange: nonsense}", "no fact of the record"),
    ("sheets: {Register: maybe}", "must be one of"),
    ("colour: red", "not right"),
    ("a: [", "not valid YAML"),
    ("entity: '../up'", "not right"),
])  # fmt: skip
def test_a_wrong_mapping_is_one_sentence(store, file, tmp_path, content, said) -> None:
    path = text(tmp_path / "wrong.yaml", content)
    result = run("import", file, "--ropa", store.root, "--mapping", path)
    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_mistakes_are_one_sentence(store, file, tmp_path) -> None:
    for words, said in (
        ([tmp_path / "nothing.xlsx"], "there is no such file"),
        ([file, "--entity", "nobody"], "There is no company 'nobody'"),
        ([file, "--preview", "--accept", "all"], "a preview writes nothing"),
        ([file, "--mapping", tmp_path / "nothing.yaml"], "cannot be read"),
        ([file, "--accept", "all"], "--entity"),
    ):
        result = run("import", *words, "--ropa", store.root)
        assert result.exit_code == 2
        assert said in result.output
        assert len(result.output.strip().splitlines()) == 1


def test_hidden_parts_are_listed_and_read_only_where_asked_for(tmp_path) -> None:
    path = xlsx(tmp_path / "hidden.xlsx", {"Register": ROWS, "Secret": ROWS},
                hidden=["Secret"], hidden_rows={"Register": [3]},
                hidden_columns={"Register": [6]})  # fmt: skip
    register = on_disk(tmp_path, FILES).register()
    seen = propose(open_source(path), register, entity="harbour")
    assert [each for each in seen.about.hidden if "Secret" in each]
    assert any("rows 3" in each for each in seen.about.hidden)
    assert any("columns F" in each for each in seen.about.hidden)
    assert "activities/orders" not in seen.records
    everything = propose(open_source(path), register, entity="harbour", hidden=True)
    assert "activities/orders" in everything.records
    assert everything.counts["cells"] == seen.counts["cells"]
