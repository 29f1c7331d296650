"""Files in every shape that somebody uses: how much of each is placed, and that nothing is lost."""

from pathlib import Path

import pytest

from ropabook.exchange.mapping import read_mapping
from ropabook.exchange.proposal import propose
from ropabook.exchange.source import open_source
from ropabook.model.register import Register
from tests.importing.layout import Layout, activities
from tests.importing.layouts_departments import LAYOUTS as DEPARTMENTS
from tests.importing.layouts_forms import LAYOUTS as FORMS
from tests.importing.layouts_models import LAYOUTS as MODELS
from tests.importing.layouts_tables import LAYOUTS as TABLES
from tests.importing.layouts_text import LAYOUTS as TEXTS
from tests.importing.lost import lost, report

LAYOUTS = [*TABLES, *FORMS, *TEXTS, *MODELS, *DEPARTMENTS]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.name} ({layout.language})")
def test_a_layout(layout: Layout, tmp_path: Path) -> None:
    source = open_source(layout.make(tmp_path))
    proposal = propose(source, Register({}), layout.mapping)
    report(f"{layout.name} ({layout.language})", proposal)
    assert lost(proposal) == []
    assert len(activities(proposal)) == layout.activities
    layout.check(proposal)
    assert proposal.share_placed >= layout.share
    assert not [record.problem for record in proposal.records.values() if record.problem]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.name} ({layout.language})")
def test_the_mapping_that_is_written_reads_the_file_in_the_same_way(
    layout: Layout, tmp_path: Path
) -> None:
    source = open_source(layout.make(tmp_path))
    first = propose(source, Register({}), layout.mapping)
    (tmp_path / "mapping.yaml").write_text(first.mapping(), encoding="utf-8")
    again = propose(source, Register({}), read_mapping(tmp_path / "mapping.yaml"),
                    entity=None)  # fmt: skip
    assert dict(again.counts) == dict(first.counts)
    assert {k: r.data for k, r in again.records.items()} == {
        k: r.data for k, r in first.records.items()
    }
