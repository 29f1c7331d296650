"""The conditions of DPA 2018 Schedule 1, for special categories and criminal data (s. 10, 11).

Part 1 serves Art. 9(2)(b), (h), (i) and (j), Part 2 serves Art. 9(2)(g), and all three parts serve
Art. 10. How well each line could be verified stands beside it.
"""

import re
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ropabook.law.words import Standing

Document = Literal["yes", "no", "not-for-disclosure"]
"""Whether a policy document must be in place; for some, not for a disclosure that they name."""


class Paragraph(NamedTuple):
    """A condition: its number, its Part, whether it needs a policy document, and its name."""

    number: str
    part: Literal[1, 2, 3]
    document: Document
    name: str
    standing: Standing


_TABLE: Final = (
    Paragraph("1", 1, "yes", "Employment, social security and social protection", "secondary"),
    Paragraph("2", 1, "no", "Health or social care purposes", "unverified"),
    Paragraph("3", 1, "no", "Public health", "unverified"),
    Paragraph("4", 1, "no", "Research, archiving and statistics", "unverified"),
    Paragraph("6", 2, "yes", "Statutory and government purposes", "secondary"),
    Paragraph("7", 2, "yes", "Administration of justice and parliamentary purposes", "secondary"),
    Paragraph("8", 2, "yes", "Equality of opportunity or treatment", "secondary"),
    Paragraph("9", 2, "yes", "Racial and ethnic diversity at senior levels", "secondary"),
    Paragraph("10", 2, "not-for-disclosure", "Preventing or detecting unlawful acts", "secondary"),
    Paragraph("11", 2, "yes", "Protecting the public against dishonesty", "secondary"),
    Paragraph("12", 2, "yes", "Regulatory requirements on unlawful acts and dishonesty", "secondary"),
    Paragraph("13", 2, "no", "Journalism in connection with unlawful acts and dishonesty", "secondary"),
    # The Act makes no exception here for a disclosure, as it does in paragraphs 10, 13 and 27.
    Paragraph("14", 2, "yes", "Preventing fraud", "verified"),
    Paragraph("15", 2, "yes", "Suspicion of terrorist financing or money laundering", "secondary"),
    Paragraph("16", 2, "yes", "Support for individuals with a disability or medical condition", "secondary"),
    Paragraph("17", 2, "yes", "Counselling", "secondary"),
    Paragraph("18", 2, "yes", "Safeguarding of children and of individuals at risk", "secondary"),
    Paragraph("19", 2, "yes", "Safeguarding of economic well-being of certain individuals", "secondary"),
    Paragraph("20", 2, "yes", "Insurance", "secondary"),
    Paragraph("21", 2, "yes", "Occupational pensions", "secondary"),
    Paragraph("22", 2, "yes", "Political parties", "secondary"),
    Paragraph("23", 2, "yes", "Elected representatives responding to requests", "secondary"),
    Paragraph("24", 2, "yes", "Disclosure to elected representatives", "secondary"),
    Paragraph("25", 2, "yes", "Informing elected representatives about prisoners", "secondary"),
    Paragraph("26", 2, "yes", "Publication of legal judgments", "secondary"),
    Paragraph("27", 2, "not-for-disclosure", "Anti-doping in sport", "secondary"),
    Paragraph("28", 2, "yes", "Standards of behaviour in sport", "secondary"),
    Paragraph("29", 3, "no", "Consent", "unverified"),
    Paragraph("30", 3, "no", "Protecting an individual's vital interests", "unverified"),
    Paragraph("31", 3, "no", "Processing by not-for-profit bodies", "unverified"),
    Paragraph("32", 3, "no", "Personal data in the public domain", "unverified"),
    Paragraph("33", 3, "no", "Legal claims", "unverified"),
    Paragraph("34", 3, "no", "Judicial acts", "unverified"),
    Paragraph("35", 3, "yes", "Accounts used in indecency offences involving children", "secondary"),
    Paragraph("36", 3, "yes", "Conditions of Part 2 without the substantial public interest", "unverified"),
    Paragraph("37", 3, "yes", "Extension of the insurance condition", "unverified"),
)  # fmt: skip
SCHEDULE_1: Final = MappingProxyType({line.number: line for line in _TABLE})
_NAMED: Final = re.compile(r"\bpara(?:graph)?s?\.? ?((?:\d+[\w()]*(?:, | and |, and )?)+)", re.I)


@cache
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs that words such as "DPA 2018 Sch. 1 para. 18(1)" name; none if none is known.

    A number alone is a paragraph, too.
    """
    if text.strip() in SCHEDULE_1:
        return (SCHEDULE_1[text.strip()],)
    numbers = [
        number for named in _NAMED.findall(text) for number in re.findall(r"(?<![\w(])\d+", named)
    ]
    return tuple(SCHEDULE_1[number] for number in dict.fromkeys(numbers) if number in SCHEDULE_1)
