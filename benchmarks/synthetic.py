"""Registers of any size, the same for the same seed: N activities spread over M companies."""

import random
from pathlib import Path

import yaml


class _Plain(yaml.CSafeDumper):
    """Writes a shared list out each time: anchors are refused by the reader."""

    def ignore_aliases(self, data: object) -> bool:
        return True


SUBJECTS = ["customers", "staff", "applicants", "visitors", "suppliers", "callers"]
DATA = ["contact", "payment", "account", "usage", "recordings", "images", "health", "device"]
SOURCES = ["people", "website", "partners", "observation"]
MEASURES = ["roles", "encryption", "training", "testing", "backup"]
KINDS = ["processor", "controller", "authority", "adviser", "unclassified"]
COUNTRIES = ["GB", "IE", "US", "IN", "DE"]
FUNCTIONS = ["Sales", "Support", "Finance", "People", "Networks", "Marketing"]
BASES = [
    {"basis": "contract", "contract": "Terms of service"},
    {"basis": "legal-obligation", "statute": "Companies Act 2006 s. 386"},
    {"basis": "legitimate-interests", "interest": "Our interest in running the service"},
    {"basis": "consent", "withdrawal": "The link in each message"},
    {"unknown": "Which basis applies?", "ask": "Head of Privacy"},
]


def write(root: Path, activities: int, entities: int = 3, seed: int = 20261124) -> Path:
    """Write a register.

    Args:
        root: an empty or absent folder.
        activities: how many activity files.
        entities: how many companies share them.
        seed: the same seed gives the same bytes.

    Returns:
        The folder.
    """
    chance = random.Random(seed)
    companies = [f"company-{at:02}" for at in range(entities)]
    vendors = [f"vendor-{at:03}" for at in range(max(10, min(400, activities // 10)))]
    _put(root, "group.yaml", {"title": "Synthetic group", "review_cycle": "P1Y"})
    for company in companies:
        _put(root, f"entities/{company}.yaml", _entity(company))
    for vendor in vendors:
        _put(root, f"recipients/{vendor}.yaml", _recipient(chance, vendor))
    for at in range(20):
        body: dict[str, object] = {
            "title": f"System {at}",
            "host_country": chance.choice(COUNTRIES),
        }
        _put(root, f"systems/system-{at:02}.yaml", body)
    _registers(root)
    for at in range(activities):
        made = _activity(chance, at, companies, vendors)
        _put(root, f"activities/activity-{at:05}.yaml", made)
    return root


def _put(root: Path, name: str, body: object) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    dumped = yaml.dump(body, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    path.write_text(dumped, encoding="utf-8")


def _entity(company: str) -> dict[str, object]:
    return {
        "legal_name": f"{company.title()} Limited",
        "registered_address": "1 Example Street, Exampleton",
        "contact_email": f"privacy@{company}.example",
        "country": "GB",
        "employees": 400,
        "security_measures": MEASURES[:2],
    }


def _recipient(chance: random.Random, vendor: str) -> dict[str, object]:
    country = chance.choice(COUNTRIES)
    return {
        "title": f"{vendor.title()} Ltd",
        "kind": chance.choice(KINDS),
        "country": country if chance.random() < 0.8 else {"unknown": "Where?", "ask": "IT"},
    }


def _registers(root: Path) -> None:
    def titled(names: list[str], **more: object) -> dict[str, object]:
        return {name: {"title": name.capitalize(), **more} for name in names}

    _put(root, "registers/data-subjects.yaml", titled(SUBJECTS))
    data = titled(DATA)
    data["health"] = {"title": "Health", "special": "health"}
    _put(root, "registers/personal-data.yaml", data)
    _put(root, "registers/sources.yaml", titled(SOURCES, kind="subject"))
    measure = {"text": "As the security handbook says", "article_32": "b", "nature": "technical"}
    _put(root, "registers/security-measures.yaml", titled(MEASURES, status="in-place", **measure))
    periods = {
        f"years-{n}": {
            "title": f"{n} years",
            "trigger": "End of contract",
            "period": f"P{n}Y",
            "rationale": "Limitation of claims",
            "origin": "confirmed",
        }
        for n in (1, 2, 6)
    }
    _put(root, "registers/retention.yaml", periods)


def _activity(
    chance: random.Random, at: int, companies: list[str], vendors: list[str]
) -> dict[str, object]:
    shared = sorted(chance.sample(companies, chance.randint(1, len(companies))))
    body: dict[str, object] = {
        "title": f"Activity {at} of {chance.choice(FUNCTIONS)}",
        "role": "controller" if chance.random() < 0.85 else "processor",
        "entities": shared,
        "status": chance.choice(["active", "active", "draft", "retired"]),
        "business_function": chance.choice(FUNCTIONS),
        "owner": f"Owner {at % 40}",
        "start_date": f"20{chance.randint(18, 26)}-0{chance.randint(1, 9)}-01",
        "last_reviewed": f"202{chance.randint(4, 6)}-0{chance.randint(1, 9)}-15",
        "purposes": [
            {
                "id": f"P{n}",
                "text": f"Serve purpose {n} of activity {at} for the people concerned",
                "lawful_basis": chance.choice(BASES),
                "evidence": [{"kind": "confirmed", "by": "Owner", "on": "2026-01-15"}],
            }
            for n in range(chance.randint(1, 3))
        ],
        "data": [
            {
                "id": f"D{n}",
                "subjects": chance.sample(SUBJECTS, 2),
                "categories": chance.sample(DATA, 3),
                "sources": chance.sample(SOURCES, 1),
                "retention": chance.choice(
                    ["years-1", "years-2", "years-6", {"unknown": "How long?", "ask": "Owner"}]
                ),
            }
            for n in range(chance.randint(1, 3))
        ],
        "recipients": [
            {"recipient": vendor, "categories": chance.sample(DATA, 2)}
            for vendor in chance.sample(vendors, chance.randint(1, 3))
        ],
        "transfers": {"unknown": "Does anything leave the country?", "ask": "Owner"},
        "security_measures": chance.sample(MEASURES, 2),
        "systems": [f"system-{chance.randrange(20):02}"],
    }
    if len(shared) > 1 and chance.random() < 0.1:
        body["differs"] = {shared[0]: {"owner": "Another owner"}}
    return body
