"""By which words a passage of a notice shows what it is about. Guesses, for an analyst to check."""

import re
from typing import Final

from ropabook.law.words import LawfulBasisKey
from ropabook.model.notice import StatementKind

HEADINGS: Final[tuple[tuple[str, StatementKind], ...]] = (
    (r"cookie|tracking|similar technolog|local storage", "terminal-equipment"),
    (r"why we|purpose|how we use|use of (your|personal)|what we use", "purpose"),
    (r"lawful|legal bas", "basis"),
    (r"what (personal )?(information|data)|(information|data) we (collect|hold)|categor", "data"),
    (r"how we (collect|obtain|get)|where we get|source", "collection"),
    (r"shar|recipient|disclos|who we|third part", "recipient"),
    (r"transfer|international|outside", "transfer"),
    (r"how long|retention|retain|storage period|keep", "retention"),
    (r"right", "right"),
    (r"secur|protect your", "security"),
    (r"breach", "breach"),
    (r"complain", "complaint"),
    (r"amend|change(s)? to this|update", "amendment"),
    (r"consent|withdraw", "consent"),
    (r"scope|who this|applies to", "scope"),
    (r"contact|reach us", "contact"),
    (r"office|address", "office"),
    (r"who we are|about us|controller", "entity"),
    (r"duty to inform|accurate|keep us informed", "accuracy"),
)
"""What a section is about, by its heading. The first that fits counts."""

SENTENCES: Final[tuple[tuple[str, StatementKind], ...]] = (
    (r"legitimate interest|legal or regulatory obligation|perform the contract|when the law allows", "basis"),
    (r"on our instructions|require (that )?.{0,60}(processor|organisation|provider)s?", "processor-terms"),
    (r"\bcookies?\b|local storage|\bpixel\b|web beacon", "terminal-equipment"),
    (r"information commissioner|\bICO\b|lodge a complaint|make a complaint|to complain", "complaint"),
    (r"withdraw (your|the) consent|with your consent|your consent", "consent"),
    (r"(outside|within) (of )?the (european economic area|EEA|UK|united kingdom)|transfer.{0,40}(abroad|countr)",
     "transfer"),
    (r"\bretain|as long as|(keep|kept|store|stored) .{0,40}(for|until)|delete|erase .{0,20}after", "retention"),
    (r"(data|security) breach|suspected breach", "breach"),
    (r"right (to|of)|\bfee\b|object to|request (access|correction|erasure|the (restriction|transfer))", "right"),
    (r"secur|encrypt|access control|confidential|unauthori[sz]ed", "security"),
    (r"share|disclose|pass (it|them|your)|third.part|service provider|recipient", "recipient"),
    (r"registered (office|with|in)|company (number|no)|limited\b|\bltd\b|\bplc\b", "entity"),
    (r"data protection act|GDPR|general data protection regulation|PECR", "law"),
    (r"this (policy|notice) (applies|covers|is for)", "scope"),
    (r"update this|amend|new version|latest version|changes to this", "amendment"),
    (r"(use|process) (your|the|it|them|personal).{0,60}\b(to|for)\b|^to [a-z]+", "purpose"),
    (r"collect|obtain|receive .{0,30}from", "collection"),
    (r"your (name|address|e-?mail|date of birth|telephone|IP address)|contact details|payment", "data"),
    (r"contact us|call us|e-?mail us|write to|telephone|\+?\d[\d ]{8,}", "contact"),
    (r"accurate|up to date|keep us informed", "accuracy"),
    (r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", "office"),
)  # fmt: skip
"""What a sentence is about, by its words. The first that fits counts."""

BASES: Final[tuple[tuple[str, LawfulBasisKey], ...]] = (
    (r"legitimate interest", "legitimate-interests"),
    (r"legal (or regulatory )?obligation|required by law", "legal-obligation"),
    (r"(perform|performance of|because of|under) (the|our|a|your) contract", "contract"),
    (r"(your|explicit) consent", "consent"),
    (r"vital interest", "vital-interests"),
    (r"public (task|interest)", "public-task"),
)
VENDORS: Final = re.compile(
    r"\b(Google(?: Analytics| Ads| Tag Manager)?|Microsoft(?: Azure| Clarity)?|Meta|Facebook|"
    r"LinkedIn|HubSpot|Salesforce|Mailchimp|Stripe|PayPal|Zendesk|Intercom|Hotjar|Cloudflare|"
    r"Amazon Web Services|AWS|Azure|Infinity|Twilio|Zoom|Slack|Dropbox|Xero|Sage|DocuSign|"
    r"Experian|Equifax|TransUnion|GoCardless|WorldPay|[A-Z][A-Za-z]+ (?:Inc|LLC|GmbH|AS|AB|BV|SAS|Ltd|Limited))\b"
)
"""Names of companies that notices often give, and names with a legal form behind them."""
NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
UNITS: Final = {
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "year": "{}Y",
}
