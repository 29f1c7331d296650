"""What is usually kept how long in the United Kingdom: suggestions for an analyst, never facts.

A norm may enter a record only as a suggestion that somebody accepts with a reason. `least` is
given only where a statute sets a minimum. England and Wales unless stated.
"""

from typing import Final, NamedTuple

from ropabook.law.words import Standing


class Norm(NamedTuple):
    """One kind of record and how long it is usually kept."""

    title: str
    period: str
    """ISO 8601, the longest that the source supports; empty where no period can be given."""
    trigger: str
    source: str
    standing: Standing
    least: str = ""
    """The shortest that a statute allows; empty where none does."""


_ROWS: Final = """
contract | Customer contract and account | P6Y | end of the contract | Limitation Act 1980 s. 5 | secondary |
deed | Contract made as a deed | P12Y | end of the contract | Limitation Act 1980 s. 8 | unverified |
vat | Invoices and VAT records | P6Y | end of the accounting period | VATA 1994 Sch. 11 para. 6 | secondary | P6Y
accounting | Company accounting and tax records | P6Y | end of the accounting period | FA 1998 Sch. 18 para. 21; Companies Act 2006 s. 388 | secondary | P6Y
payroll | Payroll and PAYE | P3Y | end of the tax year | PAYE Regulations 2003 reg. 97 | secondary | P3Y
minimum-wage | Minimum wage records | P6Y | end of the pay reference period | NMW Regulations 2015 reg. 59 | unverified | P6Y
working-time | Working-time records | P2Y | the day recorded | Working Time Regulations 1998 reg. 9 | secondary | P2Y
parental-pay | Statutory maternity and paternity pay | P3Y | end of the tax year | SMP Regulations | secondary | P3Y
right-to-work | Right-to-work checks | P2Y | end of the employment | 2007 Order; Home Office | secondary | P2Y
pension | Pension auto-enrolment | P6Y | the enrolment | 2010 Regulations | unverified | P6Y
personnel | Personnel file | P6Y | end of the employment | Limitation Act 1980 s. 5 | unverified |
accident | Accidents (RIDDOR) | P3Y | the accident | RIDDOR 2013 reg. 12; Limitation Act 1980 s. 11 | unverified | P3Y
applicants | Unsuccessful applicants | P12M | end of the recruitment | Equality Act 2010 s. 123; ICO recruitment guidance | secondary |
enquiries | Enquiries not converted | P24M | last contact | business need | unverified |
support | Support tickets | P6Y | end of the contract | Limitation Act 1980 | unverified |
billing-traffic | Traffic data for billing | P6Y | end of the time in which payment can be pursued | PECR reg. 7(2), (5) | unverified |
credit-check | Result of a credit or identity check | P12M | the decision | Art. 5(1)(c) | unverified |
fraud | Fraud case | P6Y | closing of the case | Limitation Act 1980 | unverified |
call-recording | Call recordings for quality | P6M | the call | Art. 5(1)(e) | unverified |
cctv | CCTV | P31D | the recording | ICO: none fixed | secondary |
access-log | Access-control logs | P12M | the entry | Art. 5(1)(e) | unverified |
web-log | Web server and security logs | P12M | the entry | Art. 32 | unverified |
analytics | Web analytics | P26M | the visit | ICO: proportionate | unverified |
consent-record | Consent records | P6Y | end of the consent | Art. 7(1) | unverified |
marketing | Marketing data | P24M | last activity | ICO: consent degrades | unverified |
suppression | Suppression list | indefinite | the objection | ICO: suppress rather than delete | verified |
rights-log | Log of rights requests | P6Y | closing | Limitation Act 1980 s. 9 | unverified |
complaint-log | Complaint log | P6Y | closing | DPA 2018 s. 164A | unverified |
breach-register | Register of breaches | P6Y | the breach | Art. 33(5) | unverified | P5Y
policy-document | Appropriate policy document | P6M | end of the reliance | DPA 2018 Sch. 1 para. 40 | unverified | P6M
statutory-register | Registers of directors and shareholders | indefinite | – | Companies Act 2006 | unverified |
"""


def _norm(row: str) -> tuple[str, Norm]:
    key, title, longest, trigger, source, standing, *least = (c.strip() for c in row.split("|"))
    assert standing in ("verified", "secondary", "unverified")
    return key, Norm(title, longest, trigger, source, standing, least[0] if least else "")  # type: ignore[arg-type]


NORMS: Final = dict(_norm(row) for row in _ROWS.strip().splitlines())
