"""The Opus record says what the policy says, all of it, and nothing beyond it."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from ropabook.assessing.relying import relied_on
from ropabook.assessing.screened import screenings
from ropabook.law.notices import NOTICE_ITEMS
from ropabook.model.assessments import Dpia
from ropabook.model.entity import Entity
from ropabook.model.facts import Evidence, Nothing, Unknown
from ropabook.model.questions import open_questions
from ropabook.model.record import FiledRecord, RegisterEntry, references_of, walk
from ropabook.model.relied_on import value_at
from ropabook.review import Verdict, review
from ropabook.store.load import load

ROPA = Path(__file__).parent.parent / "ropa"
OPUS = load(ROPA)
POLICY = (ROPA / "notices" / "privacy-policy.txt").read_text(encoding="utf-8")
NOTICE = OPUS.notices["privacy-policy"]
ON = date(2026, 11, 24)

# The hash of the public text as it was captured: neither text nor record may move it in silence.
CAPTURED = "c641cd2e7d678004a688f9bd5bec7379789a7f935d96ac44def60b8f4f41c314"


def test_every_file_is_read() -> None:
    assert OPUS.refusals == ()
    assert OPUS.files > 40


def test_the_policy_is_kept_word_for_word() -> None:
    data = (ROPA / "notices" / "privacy-policy.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == CAPTURED == NOTICE.sha256


@pytest.mark.parametrize("statement", NOTICE.statements, ids=lambda s: s.id)
def test_each_statement_quotes_the_policy_exactly(statement) -> None:
    assert statement.quote in POLICY


def test_statement_ids_are_unique() -> None:
    ids = [statement.id for statement in NOTICE.statements]
    assert len(ids) == len(set(ids))


def test_every_sentence_is_a_statement_or_states_no_fact() -> None:
    covered = [False] * len(POLICY)
    for words in [*(s.quote for s in NOTICE.statements), *NOTICE.no_fact]:
        assert words in POLICY
        for found in re.finditer(re.escape(words), POLICY):
            covered[found.start() : found.end()] = [True] * (found.end() - found.start())
    left = "".join(c if not done else "\n" for c, done in zip(POLICY, covered, strict=True))
    assert re.findall(r"\w[^\n]*", left) == []


def test_the_purposes_and_entities_have_the_ids_of_the_legal_reference() -> None:
    ids = {statement.id for statement in NOTICE.statements}
    assert {f"P{n:02}" for n in range(1, 30)} <= ids
    assert {"E-OBS", "E-ODS", "E-OTL"} <= ids


def test_every_purpose_of_the_policy_is_in_an_activity() -> None:
    named = {
        evidence.source
        for activity in OPUS.activities.values()
        for purpose in activity.purposes
        for evidence in purpose.evidence
    }
    wanted = {f"privacy-policy#P{n:02}" for n in range(1, 30)}
    assert wanted <= named


def test_the_three_companies() -> None:
    assert set(OPUS.entities) == {"opus-telecoms", "opus-digital", "opus-technology"}
    numbers = {entity.registration_number for entity in OPUS.entities.values()}
    assert numbers == {"Z2986023", "ZA365571", "ZA365559"}
    for entity in OPUS.entities.values():
        assert OPUS.record_of(entity.id).activities


def evidence_of(record) -> list[tuple[str, Evidence]]:
    """Every piece of evidence of a record, with its path."""
    lists = [(step.path, step.value) for step in walk(record)]
    if isinstance(record, FiledRecord):
        lists += [(f"evidence.{field}", each) for field, each in record.evidence.items()]
    return [
        (path, member)
        for path, members in lists
        if isinstance(members, tuple)
        for member in members
        if isinstance(member, Evidence)
    ]


def test_all_evidence_is_the_policy_and_nothing_is_confirmed() -> None:
    for record in OPUS.all_records:
        for path, evidence in evidence_of(record):
            assert evidence.source, (record.key, path)
            assert OPUS.statement(evidence.source), (record.key, path, evidence.source)
            assert evidence.kind in ("stated", "inferred"), (record.key, path)
            if evidence.kind == "inferred":
                assert evidence.note, f"{record.key} {path}: an inference says why"


OWN_WORDS = {
    "id", "title", "notes", "questions", "unplaced", "example", "evidence", "status", "differs",
    "text", "sha256", "statements", "items", "no_fact", "profile", "regulator", "scale",
    "relies_on",
}  # fmt: skip


def test_every_fact_of_a_record_has_its_evidence() -> None:
    """A fact is a field with a value; labels of ours and open questions are none."""
    for record in OPUS.all_records:
        if not isinstance(record, FiledRecord) or record.folder == "notices":
            continue
        for field, value in record.__dict__.items():
            if field in OWN_WORDS or value in (None, (), {}):
                continue
            if isinstance(value, Unknown | Nothing) or _items_prove_themselves(value):
                continue
            assert record.evidence.get(field), f"{record.key}.{field} has no evidence"


@pytest.mark.parametrize("dpia", OPUS.of(Dpia).values(), ids=lambda dpia: dpia.id)
def test_a_draft_rests_on_the_facts_that_its_own_quotations_prove(dpia) -> None:
    """On all of these, as they are now, and on no other fact of the record."""
    quoted = {each.source for proof in dpia.evidence.values() for each in proof}
    expected = {
        fact for fact in relied_on(dpia, OPUS)
        if quoted & {each.source for each in proof_of(fact.record, fact.field)}
    }  # fmt: skip
    assert set(dpia.relies_on) == expected
    assert {"purposes", "data", "role"} <= {fact.field.partition(".")[0] for fact in expected}


def proof_of(key: str, field: str) -> tuple[Evidence, ...]:
    record = OPUS.find(key)
    own = getattr(value_at(record, field), "evidence", ())
    return own or record.evidence.get(field.partition(".")[0], ())


def _items_prove_themselves(value) -> bool:
    return isinstance(value, tuple) and all(getattr(item, "evidence", None) for item in value)


def test_every_entry_of_a_list_has_its_evidence() -> None:
    for record in OPUS.all_records:
        if isinstance(record, RegisterEntry):
            assert record.evidence, record.key


def test_nothing_is_invented() -> None:
    """What the policy never states is never a value: basis, period, country, vendor."""
    for activity in OPUS.activities.values():
        assert activity.status == "draft"
        for purpose in activity.purposes:
            basis = purpose.lawful_basis
            assert isinstance(basis, Unknown) or basis.basis == "consent", purpose.id
        for link in activity.data:
            assert isinstance(link.retention, Unknown | Nothing)
        assert not isinstance(activity.transfers, tuple)
    for recipient in OPUS.recipients.values():
        assert not isinstance(recipient.country, str)
    for system in OPUS.records["systems"].values():
        assert not isinstance(system.host_country, str)
        assert not isinstance(system.provider, str) or system.provider in (
            "google", "infinity", "hubspot",
        )  # fmt: skip
    for entity in OPUS.entities.values():
        for field in ("company_number", "registered_address", "employees", "dpo"):
            assert isinstance(getattr(entity, field), Unknown), (entity.id, field)


def test_every_reference_leads_somewhere() -> None:
    for record in OPUS.all_records:
        for step in walk(record):
            folder = references_of(type(step.owner)).get(step.field)
            names = step.value if isinstance(step.value, tuple) else (step.value,)
            for name in names if folder else ():
                if isinstance(name, str):
                    assert OPUS.has(folder, name), (record.key, step.path, name)


def test_the_coding_of_the_notice_is_that_of_the_legal_reference() -> None:
    """Fifty-six rows with their verdicts; S, P, O, C as first letters of ours."""
    wanted = (
        "P P S OP P P O P C C C OC C PO O SP C O C SP P S O O P P P C C O CP C O C PC P P P C C P "
        "O S S C O P C P P S O S P O O"
    )
    letters = {"satisfies": "S", "partial": "P", "omits": "O", "contradicts": "C"}
    coded = ["".join(letters[v] for v in item.verdict) for item in NOTICE.items]
    assert coded == wanted.split()
    assert {item.item for item in NOTICE.items} == set(NOTICE_ITEMS)
    labels = {statement.id for statement in NOTICE.statements}
    for item in NOTICE.items:
        assert set(item.statements) <= labels


PERIODS = {"P2Y": "2 years", "P6M": "6 months", "PT30M": "30 minutes", "session": "session"}
BASES = {
    "consent": "consent",
    "contract": "contract",
    "legal-obligation": "legal or regulatory obligation",
    "legitimate-interests": "legitimate interests",
}


@pytest.mark.parametrize("statement", NOTICE.statements, ids=lambda s: s.id)
def test_what_is_coded_of_a_statement_is_in_its_words(statement) -> None:
    if statement.period:
        assert PERIODS[statement.period] in statement.quote
    if statement.name:
        assert statement.name in statement.quote
    if statement.basis:
        assert BASES[statement.basis] in statement.quote
    assert statement.countries == (), "the policy names no country"
    for key in statement.refers_to:
        record, _, part = key.partition("#")
        found = OPUS.find(record)
        assert found, key
        assert not part or part in {purpose.id for purpose in found.purposes}


def test_what_the_policy_leaves_open_is_asked_and_never_blank() -> None:
    """Where the law wants an answer and the policy has none, there is a question with a role."""
    for activity in OPUS.activities.values():
        wanted = ["business_function", "owner", "approver", "recipients", "transfers", "systems"]
        if activity.role == "controller":
            wanted.append("screening")
        for field in wanted:
            assert getattr(activity, field) is not None, (activity.id, field)
        for purpose in activity.purposes:
            if "marketing" in purpose.tags or purpose.id in ("P21", "P25"):
                assert isinstance(purpose.marketing, Unknown), purpose.id
    for entity in OPUS.entities.values():
        for field in ("fee_register", "security_policy", "cookie_preferences"):
            assert isinstance(getattr(entity, field), Unknown), (entity.id, field)
    for source in OPUS.records["sources"].values():
        if source.kind == "observed":
            assert isinstance(source.notice_at_collection, Unknown), source.id


def test_nobody_is_asked_whether_people_must_give_what_is_observed() -> None:
    sources = OPUS.records["sources"]
    for activity in OPUS.activities.values():
        for link in activity.data:
            if isinstance(link.sources, tuple) and link.sources:
                observed = all(sources[one].kind == "observed" for one in link.sources)
                assert (link.mandatory is None) == observed, (activity.id, link.id)


def test_the_roles_that_are_asked_are_few_and_known() -> None:
    """A role that nobody has heard of is a question that nobody gets."""
    assert {question.ask for question in open_questions(OPUS)} == {
        "Company Secretary", "Compliance Manager", "Customer Service", "Finance", "HR", "IT",
        "Legal", "Marketing", "Operations", "Procurement", "Regulatory", "Sales", "Security",
    }  # fmt: skip


def test_what_people_are_told_apart_by_is_what_the_policy_says() -> None:
    """Marks by which some rules look closer: recordings, cameras, agencies, cookies."""
    marked = {
        (folder, entry.id): set(entry.nature)
        for folder in ("personal-data", "sources")
        for entry in OPUS.records[folder].values()
        if entry.nature
    }
    assert marked == {
        ("personal-data", "payment-information"): {"financial"},
        ("personal-data", "video-images"): {"cctv"},
        ("personal-data", "voice-recordings"): {"voice-recording"},
        ("personal-data", "other-information-sent"): {"free-text"},
        ("personal-data", "chat-transcripts"): {"free-text"},
        ("sources", "cctv"): {"cctv"},
        ("sources", "call-recording"): {"call-recording"},
        ("sources", "external-agencies"): {"credit-reference", "identity-check"},
        ("sources", "website-visits"): {"cookies"},
    }


# fmt: off
EXPECTED = [
    "RT-NOTICE-VAGUE", "A30-1-F-VAGUE", "TR-CONTRADICT", "TR-EEA-DOMESTIC", "LB-A-BUNDLED",
    "TR-CONSENT", "PN-13-1-D", "PN-13-2-E", "PN-13-2-F", "AD-DECL",
    "DP-CREDIT", "PN-OBJECT", "PN-WRITING", "PN-COMPLAINT", "PN-DEAD",
    "PN-DATE", "PN-LAW", "PN-SCOPE", "PN-CONTRADICT", "SC-NOTICE-SENSITIVE",
    "CK-ONEVENDOR", "CK-OPTOUT-TEXT", "CK-DURATION", "CK-BROWSER", "A30-2-REGISTER",
    "RC-INSTRUCT", "PN-TRAFFIC", "RC-26-ESSENCE", "EN-DPO-DECISION", "PN-WRONGCTRL",
    "EN-PECS", "EN-EMPLOYEES",
]
# fmt: on
SILENT = {"EN-EMPLOYEES", "EN-PECS", "EN-DPO-DECISION", "PN-13-2-E", "PN-TRAFFIC", "RC-26-ESSENCE"}
"""Found because the policy says nothing: there are no words to quote."""


@pytest.fixture(scope="module")
def judged():
    return review(OPUS, ON)


@pytest.mark.parametrize("id", EXPECTED)
def test_what_the_policy_alone_must_raise(judged, id) -> None:
    found = [finding for finding in judged.findings if finding.rule.id == id]
    assert found
    if id not in SILENT:
        quoted = [s for f in found for s in f.gap.statements]
        assert quoted, f"{id} quotes nothing"
        assert all(OPUS.statement(source) for source in quoted)


@pytest.mark.parametrize(
    "id", ["PN-COMM", "PN-13-2-B", "PN-13-2-C", "PN-13-2-D", "EV-QUOTE", "EV-REF"]
)
def test_what_the_policy_satisfies_is_not_raised(judged, id) -> None:
    assert [f.gap.sentence for f in judged.findings if f.rule.id == id] == []
    assert Verdict.PASS in {a.verdict for a in judged.answers if a.rule == id}


def test_stated_durations_are_not_raised(judged) -> None:
    raised = {f.answer.record for f in judged.findings if f.rule.id == "CK-DURATION"}
    stated = {cookie.key for cookie in OPUS.cookies.values() if isinstance(cookie.duration, str)}
    assert len(stated) >= 6
    assert not raised & stated
    assert raised


def test_no_rule_broke(judged) -> None:
    assert [(a.rule, a.record, a.reason) for a in judged.broken] == []


def test_no_company_has_a_record_that_looks_complete(judged) -> None:
    assert all(isinstance(entity, Entity) for entity in OPUS.entities.values())
    assert all(judged.by_severity(entity)["critical"] for entity in OPUS.entities)


DRAFTS = OPUS.of(Dpia)


def test_what_the_law_asks_a_dpia_for_has_a_draft() -> None:
    """The activities whose screening comes out as required on what the policy tells."""
    named = {activity for draft in DRAFTS.values() for activity in draft.activities}
    required = {
        one.activity.id for one in screenings(OPUS, ON) if one.proposed.outcome == "required"
    }
    assert required <= named


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=lambda draft: draft.id)
def test_a_draft_says_what_the_policy_says_and_asks_the_rest(draft) -> None:
    told = [said for said in draft.description.__dict__.values() if said]
    assert told
    for said in told:
        quoted = re.findall("“(.*?)”", said)
        assert quoted
        assert all(words in POLICY for words in quoted)
        left = said
        for words in quoted:
            left = left.replace(f"The policy says: “{words}”", "")
        assert left.strip() == "", "nothing is said beside what is quoted"
    sources = {OPUS.statement(one.source).quote for one in draft.evidence["description"]}
    assert sources == {words for said in told for words in re.findall("“(.*?)”", said)}
    answers = (draft.necessity, draft.codes, draft.consulted, draft.dpo_followed, draft.review_due)
    assert answers == (None,) * 5
    assert (draft.risks, draft.measures, draft.sign_offs) == ((), (), ())
    assert isinstance(draft.views, Unknown)
    assert isinstance(draft.dpo_advice, Unknown)
    asked = {question.about for question in draft.questions}
    assert {"risks", "sign_offs"} <= asked
    assert len(draft.questions) >= 5
