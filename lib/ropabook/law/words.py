"""The closed words of the law. A key is stable and stored; its label may change.

Each table maps the stored key to (label for people, the paragraph it comes from).
"""

from types import MappingProxyType
from typing import Final, Literal, get_args

Words = MappingProxyType[str, tuple[str, str]]


def _words(**table: tuple[str, str]) -> Words:
    return MappingProxyType({key.replace("_", "-"): value for key, value in table.items()})


LAWFUL_BASES: Final = _words(
    consent=("Consent", "UK GDPR Art. 6(1)(a)"),
    contract=("Contract with the person", "UK GDPR Art. 6(1)(b)"),
    legal_obligation=("Legal obligation", "UK GDPR Art. 6(1)(c)"),
    vital_interests=("Vital interests", "UK GDPR Art. 6(1)(d)"),
    public_task=("Public task", "UK GDPR Art. 6(1)(e)"),
    recognised_legitimate_interest=("Recognised legitimate interest", "UK GDPR Art. 6(1)(ea)"),
    legitimate_interests=("Legitimate interests", "UK GDPR Art. 6(1)(f)"),
)
LAWFUL_BASES_OF: Final = MappingProxyType(
    {
        "UK": frozenset(LAWFUL_BASES),
        "EU": frozenset(LAWFUL_BASES) - {"recognised-legitimate-interest"},
    }
)
"""The bases that each law knows: Art. 6(1)(ea) is the United Kingdom's only."""
ROLES: Final = _words(
    controller=("Controller", "UK GDPR Art. 4(7)"),
    joint_controller=("Joint controller", "UK GDPR Art. 26(1)"),
    processor=("Processor", "UK GDPR Art. 4(8)"),
    sub_processor=("Sub-processor", "UK GDPR Art. 28(2)"),
)
RECIPIENT_KINDS: Final = _words(
    group=("Company of the group", "UK GDPR Art. 4(9)"),
    processor=("Processor", "UK GDPR Art. 4(8)"),
    sub_processor=("Sub-processor", "UK GDPR Art. 28(2)"),
    controller=("Independent controller", "UK GDPR Art. 4(7)"),
    joint_controller=("Joint controller", "UK GDPR Art. 26(1)"),
    authority=("Public authority", "UK GDPR Art. 4(9)"),
    adviser=("Professional adviser", "UK GDPR Art. 4(9)"),
    nominee=("Named by the person", "UK GDPR Art. 4(9)"),
    category_only=("Category only", "UK GDPR Art. 30(1)(d)"),
    unclassified=("Not classified yet", "UK GDPR Art. 4(8)–(10)"),
)
MECHANISMS: Final = _words(
    regulations_full=("Approved country", "UK GDPR Art. 45A"),
    regulations_partial=("Partly approved country", "UK GDPR Art. 45A(4)(b)"),
    uk_extension=("UK Extension to the EU–US DPF", "SI 2023/1028"),
    idta=("International data transfer agreement", "UK GDPR Art. 46; DPA 2018 s. 119A"),
    addendum=("UK Addendum to the EU clauses", "UK GDPR Art. 46; DPA 2018 s. 119A"),
    bcr=("Binding corporate rules", "UK GDPR Art. 47"),
    other_46=("Other appropriate safeguard", "UK GDPR Art. 46"),
    derogation_a=("Explicit consent", "UK GDPR Art. 49(1)(a)"),
    derogation_b=("Contract with the person", "UK GDPR Art. 49(1)(b)"),
    derogation_c=("Contract in the person's interest", "UK GDPR Art. 49(1)(c)"),
    derogation_d=("Public interest", "UK GDPR Art. 49(1)(d)"),
    derogation_e=("Legal claims", "UK GDPR Art. 49(1)(e)"),
    derogation_f=("Vital interests", "UK GDPR Art. 49(1)(f)"),
    derogation_g=("Public register", "UK GDPR Art. 49(1)(g)"),
    compelling_interests=("Compelling legitimate interests", "UK GDPR Art. 49(1) second subpara."),
    no_mechanism=("No mechanism", "UK GDPR Art. 44A"),
    adequacy_decision=("Adequacy decision of the European Commission", "EU GDPR Art. 45"),
    eu_scc=("EU standard contractual clauses", "EU GDPR Art. 46(2)(c)"),
)
SPECIAL_CATEGORIES: Final = _words(
    racial_or_ethnic_origin=("Racial or ethnic origin", "UK GDPR Art. 9(1)"),
    political_opinions=("Political opinions", "UK GDPR Art. 9(1)"),
    religious_beliefs=("Religious or philosophical beliefs", "UK GDPR Art. 9(1)"),
    trade_union=("Trade-union membership", "UK GDPR Art. 9(1)"),
    genetic=("Genetic data", "UK GDPR Art. 9(1)"),
    biometric=("Biometric data for identification", "UK GDPR Art. 9(1)"),
    health=("Health", "UK GDPR Art. 9(1)"),
    sex_life=("Sex life", "UK GDPR Art. 9(1)"),
    sexual_orientation=("Sexual orientation", "UK GDPR Art. 9(1)"),
)
COOKIE_EXCEPTIONS: Final = _words(
    no_exception=("No exception: consent is needed", "PECR reg. 6(1), Sch. A1 para. 2"),
    transmission=("Transmission of a communication", "PECR Sch. A1 para. 3"),
    strictly_necessary=("Strictly necessary", "PECR Sch. A1"),
    statistical=("Statistical purposes", "PECR Sch. A1"),
    appearance=("Appearance", "PECR Sch. A1"),
    emergency=("Emergency assistance", "PECR Sch. A1"),
)
SEVERITIES: Final = _words(
    critical=("Critical", "a mandatory element is absent, or it is unlawful on its face"),
    major=("Major", "a conditional duty is unmet, or an auditor would be misled"),
    minor=("Minor", "an expectation of the regulator, or documentation quality"),
    advice=("Advice", "good practice"),
)

LawfulBasisKey = Literal[
    "consent",
    "contract",
    "legal-obligation",
    "vital-interests",
    "public-task",
    "recognised-legitimate-interest",
    "legitimate-interests",
]
Role = Literal["controller", "joint-controller", "processor", "sub-processor"]
RecipientKind = Literal[
    "group",
    "processor",
    "sub-processor",
    "controller",
    "joint-controller",
    "authority",
    "adviser",
    "nominee",
    "category-only",
    "unclassified",
]
Mechanism = Literal[
    "regulations-full",
    "regulations-partial",
    "uk-extension",
    "idta",
    "addendum",
    "bcr",
    "other-46",
    "derogation-a",
    "derogation-b",
    "derogation-c",
    "derogation-d",
    "derogation-e",
    "derogation-f",
    "derogation-g",
    "compelling-interests",
    "no-mechanism",
    "adequacy-decision",
    "eu-scc",
]
SpecialCategory = Literal[
    "racial-or-ethnic-origin",
    "political-opinions",
    "religious-beliefs",
    "trade-union",
    "genetic",
    "biometric",
    "health",
    "sex-life",
    "sexual-orientation",
]
CookieException = Literal[
    "no-exception", "transmission", "strictly-necessary", "statistical", "appearance", "emergency"
]
Technology = Literal["cookie", "local-storage", "pixel", "sdk", "fingerprint"]
TECHNOLOGIES: Final = get_args(Technology)
Severity = Literal["critical", "major", "minor", "advice"]
Standing = Literal["verified", "secondary", "unverified"]

TABLES: Final = (
    (LAWFUL_BASES, get_args(LawfulBasisKey)),
    (ROLES, get_args(Role)),
    (RECIPIENT_KINDS, get_args(RecipientKind)),
    (MECHANISMS, get_args(Mechanism)),
    (SPECIAL_CATEGORIES, get_args(SpecialCategory)),
    (COOKIE_EXCEPTIONS, get_args(CookieException)),
    (SEVERITIES, get_args(Severity)),
)
"""Every table beside the type that closes it; a test keeps the two the same."""


def label(table: Words, key: str) -> str:
    """The words a person reads for a stored key; the key itself where it is not known."""
    return table[key][0] if key in table else key


def lower(severity: Severity) -> Severity:
    """One level down: what is not known yet weighs less than what is known to be wrong."""
    order: tuple[Severity, ...] = get_args(Severity)
    return order[min(order.index(severity) + 1, len(order) - 1)]
