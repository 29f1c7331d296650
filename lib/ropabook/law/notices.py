"""What a privacy notice must say, and how it can fail: the items an analyst codes.

UK GDPR Art. 12–14, 21(4), 26(2), PECR reg. 6 and 8. Each key is stable.
"""

from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Verdict = Literal["satisfies", "partial", "omits", "contradicts"]
VERDICT_LABELS: Final = MappingProxyType(
    {
        "satisfies": "Satisfies",
        "partial": "Partial",
        "omits": "Omits",
        "contradicts": "Contradicts the law or itself",
    }
)


class NoticeItem(NamedTuple):
    """One thing the law wants said, or one way of saying it that the law forbids."""

    reference: str
    title: str


_ROWS: Final = """
identity | 13(1)(a) | Identity of the controller
contact | 13(1)(a) | Contact details of the controller
registration | Charges Regulations 2018 | Registration with the Commissioner
dpo | 13(1)(b) | Contact details of the data protection officer
purposes | 13(1)(c) | Purposes
legal-basis | 13(1)(c) | Legal basis of each purpose
legitimate-interests | 13(1)(d) | The legitimate interests pursued
recipients | 13(1)(e) | Recipients or their categories
transfers-consistent | 13(1)(f) | Transfers told consistently
transfers-facts | 13(1)(f) | Transfers and the facts told elsewhere
transfers-yardstick | 44A | Transfers measured from the United Kingdom
transfers-safeguards | 13(1)(f) | Approval or safeguards, and how to get a copy
transfers-consent | 49(1)(a) | No transfer on implied consent
retention-period | 13(2)(a) | Storage period or criteria
retention-groups | 13(2)(a) | Storage period for every group of people
rights | 13(2)(b) | Rights of the person
objection-marketing | 21(2)–(3) | Absolute right to object to direct marketing
objection-separate | 21(4) | Right to object shown clearly and separately
request-form | 12(2) | Requests in any form
withdrawal | 13(2)(c) | Right to withdraw consent
complaint-controller | 13(2)(ca) | Right to complain to the controller
complaint-commissioner | 13(2)(d) | Right to complain to the Commissioner
statutory-contractual | 13(2)(e) | Whether data must be given, and what follows if not
automated-decisions | 13(2)(f) | Automated decisions
data-from-third-parties | 14(1)(d) | Categories of data obtained from others
source | 14(2)(f) | Where the data came from
change-of-purpose | 13(3) | Notice before a new purpose
governing-version | 13(3) | Which version governs
accessible | 12(1) | Easily accessible to everyone concerned
dated | 12(1) | Date and version
law-named | 12(1) | The right law named
scope | 13, 14 | Everyone concerned is within the scope
workforce-and-suppliers | 13, 14 | Workers and suppliers informed
marketing-consistent | 5(1)(a) | Marketing told consistently
special-category | 9, 13(1)(c) | Special categories described
minimisation | 5(1)(c) | Each item of data has a purpose
cctv | 13 | CCTV explained
call-recording | 13 | Call recording explained
cookie-consent | PECR reg. 6 | Consent for every non-essential cookie
cookie-opt-out | 4(11) | Consent as opting in
cookie-durations | PECR Sch. A1 | Duration of stored information
own-cookies | PECR Sch. A1 | First-party storage named
browser-advice | PECR Sch. A1 para. 2(3) | No reliance on browser settings
processor-role | 28, 30(2) | Role as a processor
processor-terms | 28(3) | Terms imposed on processors
instructions | 28, 13(1)(e) | Who acts on instructions only
intra-group | 13(1)(e) | Sharing within the group
security | 32 | Security measures
breach | 33, 34 | Breaches
communications-services | PECR reg. 8(1) | Traffic data: types and duration
law-enforcement | 13(1)(e) | Disclosure to authorities
fraud-and-credit-sharing | 13(1)(c)–(e) | Sharing against fraud and credit risk
joint-controllers | 26(2) | Essence of a joint arrangement
children | 12(1) | Children
"""
NOTICE_ITEMS: Final = MappingProxyType(
    {
        key: NoticeItem(reference, title)
        for key, reference, title in (
            [cell.strip() for cell in row.split("|")] for row in _ROWS.strip().splitlines()
        )
    }
)
