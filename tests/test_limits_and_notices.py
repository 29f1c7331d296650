"""What the rules on time limits, sources and notices weigh: unknown below wrong, reasons heard."""

import pytest

from ropabook.law.periods import in_words, longer, normal, shorter
from ropabook.review import Verdict, review
from tests.small import TODAY, changed

ASK = {"unknown": "What is it?", "ask": "Head of Privacy"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("P12M", "P1Y"), ("P18M", "P1Y6M"), ("P2W", "P14D"), ("PT90M", "PT1H30M"), ("P0D", "P0D"),
     ("session", "session"), ("indefinite", "indefinite")],
)  # fmt: skip
def test_one_way_of_writing_a_duration(text, wanted) -> None:
    assert normal(text) == wanted
    assert in_words(normal("P24M")) == "2 years"


@pytest.mark.parametrize(
    ("first", "second", "is_longer", "is_shorter"),
    [
        ("P6Y", "P72M", False, False),
        ("P365D", "P1Y", False, False),
        ("P366D", "P1Y", False, False),
        ("P364D", "P1Y", False, True),
        ("P367D", "P1Y", True, False),
        ("P7Y", "P6Y", True, False),
        ("P3Y", "P6Y", False, True),
        ("indefinite", "P6Y", False, False),
    ],
)
def test_longer_and_shorter(first, second, is_longer, is_shorter) -> None:
    assert (longer(first, second), shorter(first, second)) == (is_longer, is_shorter)


def weights(tmp_path, id, changes, record=None):
    """The severities of a rule's findings after some changes, by the record."""
    register = changed(tmp_path, changes)
    assert register.refusals == ()
    judged = review(register, TODAY, [id])
    assert judged.broken == ()
    return [f.severity for f in judged.findings if record in (None, f.answer.record)]


CARDS = {"personal-data/order-history": {"nature": ["card-authentication"]}}
DEED = {"period": "P10Y", "legal_reference": "Limitation Act 1980 s. 8"}
OFFERS = {"activity": {"purposes": [{"id": "offers", "tags": ["marketing"]}]}}


def link(**changes):
    return {"activity": {"data": [{"id": "order-data", **changes}]}}


TRAFFIC = {"personal-data/order-history": {"nature": ["traffic"]}}


@pytest.mark.parametrize(
    ("id", "changes", "wanted"),
    [
        ("RT-TRIGGER", {"retention": {"trigger": ASK}}, ["minor"]),
        ("RT-TRIGGER", {"retention": {"trigger": "TBC"}}, ["major"]),
        ("RT-LONG", {"retention": {"period": "P10Y"}}, ["major"]),
        ("RT-LONG", {"retention": DEED}, []),
        ("RT-LONG", {"retention": {"period": "P10Y", "legal_reference": "Our own rule"}}, []),
        ("RT-SHORT", {"retention": {"norm": "payroll", "period": "P2Y"}}, ["major"]),
        ("RT-SHORT", {"retention": {"norm": "payroll", "period": ASK}}, ["minor"]),
        ("RT-SHORT", {"retention": {"norm": "payroll", "period": "indefinite"}}, []),
        ("RT-ADHERE", {"retention": {"adherence": "absent"}}, ["advice"]),
        ("RT-ADHERE", {"retention": {"adherence": "unknown", "decided_on": "2026-09-01"}}, []),
        ("RT-BREACHED", {"retention": {"adherence": "no"}}, ["critical"]),
        ("RT-BREACHED",
         {"retention": {"adherence": "no", "nonadherence_reason": "A claim is pending"}}, []),
        ("RT-BACKUP", {"system": {"backup_days": "absent"}}, ["advice"]),
        ("RT-BACKUP", {"system": {"backup_days": "absent", "backups": False}}, []),
        ("RT-END", {"activity": {"status": "retired"}}, ["major"]),
        ("RT-END", {"activity": {"status": "retired", "disposed_on": ASK}}, ["minor"]),
        ("RT-END", {"activity": {"status": "retired",
                                 "disposed_on": {"none": "Kept until 2030 by its limit"}}}, []),
        ("RT-CVV", CARDS, ["critical"]),
        ("RT-TRAFFIC", {**TRAFFIC, "retention": {"period": "P8Y"}}, ["critical"]),
        ("RT-TRAFFIC", {**TRAFFIC, "retention": {"period": "P6Y"}}, []),
        ("RT-TRAFFIC", {**TRAFFIC, "retention": {"period": "P6Y"},
                        "entity": {"jurisdiction": "scotland"}}, ["critical"]),
        ("RT-TRAFFIC", {**TRAFFIC, "retention": {"period": "P8Y"},
                        "entity": {"public_communications_provider": ASK}}, ["major"]),
        ("RT-TRAFFIC", {**TRAFFIC, "retention": {"period": "P8Y"},
                        "entity": {"public_communications_provider": False}}, []),
        ("RT-TRAFFIC", {**TRAFFIC, **OFFERS}, ["critical"]),
        ("SR-NONE", link(sources=ASK), ["minor"]),
        ("SR-ART14", {"source": {"kind": "group", "article_14_notice": ASK}}, ["major"]),
        ("SR-ART14", {"source": {"kind": "group", "article_14_notice": {"none": "Nobody asked"}}},
         ["major"]),
        ("SR-OBSERVED", {"source": {"kind": "observed", "notice_at_collection": ASK}}, ["minor"]),
        ("SR-FOREIGN", {"source": {"country": "US"}}, []),
        ("PN-STATUTORY", link(mandatory=ASK), ["minor"]),
        ("PN-STALE", {"activity": {"purposes": [{"id": "fulfil", "changed_on": "2026-10-15"}]},
                      "notice": {"effective_on": ASK}}, ["minor"]),
        ("PN-DEAD", {"notice": {"url": ASK}}, ["major"]),
        ("PN-DEAD", {"notice": {"url": "file:///privacy.html"}}, ["critical"]),
        ("PN-DEAD", {"notice": {"url": "http://192.168.1.4/privacy"}}, ["critical"]),
        ("PN-DEAD", {"notice": {"url": {"none": "It hangs on the door"}}}, []),
        ("PN-WRONGCTRL", {"notice": {"entities": ["harbour"]}}, []),
        ("PN-HASH", {"notice": {"live_sha256": "absent"}}, ["advice"]),
    ],
)  # fmt: skip
def test_what_a_gap_weighs(tmp_path, id, changes, wanted) -> None:
    keys = {"activity": "activities/orders", "retention": "retention/order-records"}
    first = next((keys[key] for key in keys if key in changes), None)
    record = first if id.startswith("RT-") and first else None
    if id in ("RT-TRAFFIC", "RT-CVV"):
        record = "activities/orders"
    assert weights(tmp_path, id, changes, record) == wanted


def test_an_item_is_spared_only_where_all_activities_spare_it(tmp_path) -> None:
    silent = [{"item": "transfers-safeguards", "verdict": ["omits"], "because": "Silent"}]
    pool = {"title": "Pool", "role": "controller", "status": "active", "entities": ["quayside"]}
    for number, (transfers, wanted) in enumerate(
        [({"none": "Nothing leaves the country"}, []), (ASK, ["major"])]
    ):
        changes = {
            "entities/quayside": {"legal_name": "Quayside Broadband Limited"},
            "activities/pool": {**pool, "transfers": transfers},
            "notice": {"entities": ["quayside"], "items": silent},
        }
        record = "notices/privacy-notice"
        assert weights(tmp_path / str(number), "PN-13-1-F", changes, record) == wanted


def test_people_outside_a_notice_that_is_not_coded_are_not_known_to_be_without(tmp_path) -> None:
    people = {"activity": {"data": [{"id": "order-data", "subjects": ["walkers"]}]},
              "data-subjects/walkers": {"title": "Walkers"}}  # fmt: skip
    found = weights(tmp_path / "a", "PN-ABSENT", people)
    assert found == ["critical"]
    uncoded = {**people, "notice": {"audiences": []}}
    assert weights(tmp_path / "b", "PN-ABSENT", uncoded)[0] == "major"


def test_a_shared_notice_is_told_of_the_company_it_fails(tmp_path) -> None:
    both = {"activity": {"entities": ["harbour", "lantern"]}, "notice": {"entities": ["harbour"]}}
    judged = review(changed(tmp_path, both), TODAY, ["PN-MISSING"])
    sentences = [f.gap.sentence for f in judged.findings if f.answer.record == "activities/orders"]
    assert len(sentences) == 2
    assert all(sentence.startswith("No notice of Lantern tells people") for sentence in sentences)


@pytest.mark.parametrize("key", ["recipients/nobody", "activities/orders#nothing", "nowhere"])
def test_a_statement_speaks_only_of_what_there_is(tmp_path, key) -> None:
    speaks = {"notice": {"statements": [{"id": "R1", "refers_to": [key]}]}}
    judged = review(changed(tmp_path, speaks), TODAY, ["EV-REF"])
    assert [f.gap.at for f in judged.findings] == ["statements.R1.refers_to"]


def test_a_pointer_never_counts_twice(tmp_path) -> None:
    judged = review(changed(tmp_path, {}), TODAY, ["RT-MISMATCH-SHARED", "SR-GROUP-MIRROR"])
    assert {answer.verdict for answer in judged.answers} == {Verdict.NOT_APPLICABLE}
    assert judged.findings == ()
