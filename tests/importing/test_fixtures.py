"""Registers that others published, read where they lie: how much is placed, and nothing lost.

They are no part of the project: ROPABOOK_FIXTURES names the folder that holds them.
"""

import os
from pathlib import Path

import pytest

from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.proposal import Proposal, propose
from ropabook.exchange.source import open_source
from ropabook.model.register import Register
from tests.importing.layout import activities
from tests.importing.lost import lost, report

FOLDER = Path(os.environ.get("ROPABOOK_FIXTURES", "nowhere"))
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="ROPABOOK_FIXTURES names no folder: files of others are not tried"
)
EXAMPLE = ImportMapping(sheets={"4_-_Exemple_de_fiche": "read"})
REGISTERS = [
    ("ciso-assistant/processings_template.xlsx", 2, 1.0, None),
    ("ciso-assistant/sample_processing_workbook.xlsx", 1, 0.9, None),
    ("cnil-register/registre-traitement-simplifie.ods", 0, 1.0, None),
    ("cnil-register/registre-traitement-simplifie.ods", 1, 1.0, EXAMPLE),
    ("ico-template/ico-controller-template-reconstructed.xlsx", 0, 1.0, None),
    ("fideslang/demo_system.yml", 2, 0.85, None),
    ("fideslang/demo_organization.yml", 0, 0.8, None),
    ("fideslang/fides_sample_systems.yml", 6, 0.84, None),
    ("openworkinghours/openworkinghours-de-ropa.md", 9, 0.75, None),
    ("tilt/verivox.de.tilt.json", 1, 0.43, None),
]
NO_REGISTERS = [
    "cnil-pia/pia_architecture.json", "fideslang/data_uses.yml", "fideslang/data_categories.yml",
    "fideslang/data_subjects.yml", "fideslang/demo_policy.yml", "fideslang/sample_manifest.yml",
    "openworkinghours/openworkinghours-de-dpia.md", "tilt/tilt-schema.json",
]  # fmt: skip


def read(name: str, mapping: ImportMapping | None = None) -> Proposal:
    proposal = propose(open_source(FOLDER / name), Register({}), mapping)
    report(name, proposal)
    assert lost(proposal) == []
    return proposal


@pytest.mark.parametrize(("name", "count", "share", "mapping"), REGISTERS)
def test_a_register_of_others(name, count, share, mapping) -> None:
    proposal = read(name, mapping)
    assert len(activities(proposal)) == count
    assert proposal.share_placed >= share


@pytest.mark.parametrize("name", NO_REGISTERS)
def test_what_is_no_register_is_survived(name) -> None:
    read(name)


@pytest.mark.parametrize(("name", "share"), [
    ("cnil-pia/pia.json", 0.28), ("cnil-pia/2018-11-21-structure-example-en.json", 0.85),
])  # fmt: skip
def test_an_assessment_of_others(name, share) -> None:
    proposal = read(name)
    (record,) = proposal.records.values()
    assert record.key.startswith("dpia/")
    assert not record.problem
    assert proposal.share_placed >= share
