"""The provisions that this project answers for, one by one: the table from law to rule.

What has no rule says why. Headings are our own words. Where the text of a provision was not seen
by the legal reference, its number rests on general knowledge and is unverified.
"""

from typing import Final, NamedTuple

from ropabook.law.citations import Provision


class Duty(NamedTuple):
    """A provision, what it is about, and why there is no rule where there is none."""

    provision: Provision
    about: str
    without: str


_PROCESS: Final = "A duty of conduct that no record shows; the record holds its evidence."
_NOT_PRIVATE: Final = "For public authorities and official tasks."
_DEFINES: Final = "Defines or explains; nothing to record."
_OFFICE: Final = "Binds the Commissioner or the Secretary of State, not the company."

_UK_GDPR: Final = """
5(1)(a) | Lawfulness, fairness, transparency
5(1)(b) | Purpose limitation
5(1)(c) | Data minimisation
5(1)(d) | Accuracy | PROCESS
5(1)(e) | Storage limitation
5(1)(f) | Integrity and confidentiality
5(2) | Accountability
5(3) | Compatibility alone does not make processing lawful
6(1) | A lawful basis for every purpose
6(1)(a) | Consent
6(1)(b) | Contract with the person
6(1)(c) | Legal obligation
6(1)(d) | Vital interests
6(1)(e) | Public task
6(1)(ea) | Recognised legitimate interest
6(1)(f) | Legitimate interests
6(3) | The law behind a legal obligation or a public task
6(5) | A recognised interest meets a condition of Annex 1
6(11) | Examples of legitimate interests | DEFINES
7(1) | Consent can be demonstrated
7(2) | A request for consent is distinguishable
7(3) | Consent can be withdrawn as easily as it was given
7(4) | Consent is free
8 | Consent of children to information society services
8A(1) | When a new purpose is compatible | DEFINES
8A(2) | What an assessment of compatibility looks at
8A(3) | When a new purpose counts as compatible
8A(4) | Data collected on consent
9(1) | Special categories are forbidden without a condition
9(2) | Conditions, each with a basis of Art. 6(1)
9(2)(a) | Explicit consent
9(2)(b) | Employment and social protection
9(2)(c) | Vital interests of a person who cannot consent | Judged as any condition: Art. 9(2).
9(2)(d) | Not-for-profit bodies | Judged as any condition: Art. 9(2).
9(2)(e) | Manifestly made public | Judged as any condition: Art. 9(2).
9(2)(f) | Legal claims | Judged as any condition: Art. 9(2).
9(2)(g) | Substantial public interest
9(2)(h) | Health or social care
9(2)(i) | Public health
9(2)(j) | Archiving, research, statistics
9(3) | Secrecy of those who use health data | PROCESS
10 | Data about criminal convictions and offences
12(1) | Transparent, intelligible, easily accessible information
12(2) | The exercise of rights is made easy
12(3) | Requests are answered in time
12(4) | A refusal tells its reasons and where to complain
12(5) | Free of charge | PROCESS
12(6) | Doubts about identity
12A(1) | How the time for an answer runs
12A(3) | Extension by two months, told within the first
12A(4) | The reasons of an extension are told
12A(5) | The clock stops while a clarification is awaited
13(1)(a) | Identity and contact of the controller
13(1)(b) | Contact of the data protection officer
13(1)(c) | Purposes and legal basis
13(1)(d) | Legitimate interests
13(1)(e) | Recipients
13(1)(f) | Transfers
13(2)(a) | Storage period
13(2)(b) | Rights
13(2)(c) | Withdrawal of consent
13(2)(ca) | Complaint to the controller
13(2)(d) | Complaint to the Commissioner
13(2)(e) | Whether data must be given
13(2)(f) | Automated decisions
13(3) | A new purpose is told beforehand
13(4) | What people have already need not be told | DEFINES
13(5) | The exception for research | Not used by the first users; an exception, not a duty.
14(1)(a) | Identity and contact of the controller | The same items of one notice: Art. 13(1)(a).
14(1)(b) | Contact of the data protection officer | The same items of one notice: Art. 13(1)(b).
14(1)(c) | Purposes and legal basis | The same items of one notice: Art. 13(1)(c).
14(1)(d) | Categories of data obtained from others
14(1)(e) | Recipients | The same items of one notice: Art. 13(1)(e).
14(1)(f) | Transfers | The same items of one notice: Art. 13(1)(f).
14(2)(a) | Storage period | The same items of one notice: Art. 13(2)(a).
14(2)(b) | Legitimate interests | The same items of one notice: Art. 13(1)(d).
14(2)(c) | Rights | The same items of one notice: Art. 13(2)(b).
14(2)(d) | Withdrawal of consent | The same items of one notice: Art. 13(2)(c).
14(2)(da) | Complaint to the controller
14(2)(e) | Complaint to the Commissioner | The same items of one notice: Art. 13(2)(d).
14(2)(f) | The source of the data
14(2)(g) | Automated decisions | The same items of one notice: Art. 13(2)(f).
14(3) | When people are told
14(4) | A new purpose is told beforehand | The same duty as Art. 13(3).
14(5) | Exceptions, with their reasons and measures
21(1) | Objection to processing on Art. 6(1)(e), (ea) or (f)
21(2) | Objection to direct marketing
21(3) | After an objection, no more direct marketing
21(4) | The right is brought to attention clearly and separately
22A | What a solely automated, significant decision is
22B | When special categories may be used, and that Art. 6(1)(ea) never carries one
22C | Safeguards of automated decisions
22C(2)(a) | Information about the decision
22C(2)(b) | The person can make representations
22C(2)(c) | The person can have human intervention
22C(2)(d) | The person can contest the decision
22D | Regulations of the Secretary of State | OFFICE
25 | Data protection by design and by default | PROCESS
26(1) | An arrangement between joint controllers
26(2) | Its essence is made available
26(3) | Rights against each controller | DEFINES
27 | A representative of controllers abroad
28(1) | Only processors with sufficient guarantees
28(2) | Further processors only with authorisation
28(3) | A contract that describes the processing
28(3)(a) | Documented instructions
28(3)(b) | Confidentiality
28(3)(c) | Security
28(3)(d) | Further processors
28(3)(e) | Help with rights
28(3)(f) | Help with Art. 32–36
28(3)(g) | Deletion or return at the end
28(3)(h) | Information and audits
28(4) | The same terms for further processors
28(9) | The contract is in writing
28(10) | A processor that determines purposes is a controller
29 | Acting on instructions
30(1) | Each controller keeps a record
30(1)(a) | Name and contact details
30(1)(b) | Purposes
30(1)(c) | Categories of people and of data
30(1)(d) | Recipients
30(1)(e) | Transfers
30(1)(f) | Time limits for erasure
30(1)(g) | Security measures
30(2) | Each processor keeps a record
30(2)(a) | Names and contact details, of each controller too
30(2)(b) | Categories of processing
30(2)(c) | Transfers
30(2)(d) | Security measures
30(3) | In writing, electronic form included
30(4) | Available to the Commissioner
30(5) | The exemption of small companies
32(1) | Security appropriate to the risk
32(1)(a) | Pseudonymisation and encryption | Which measures are apt is judged by people; the record names them: Art. 30(1)(g).
32(1)(b) | Confidentiality, integrity, availability, resilience | As Art. 32(1)(a).
32(1)(c) | Restoring access after an incident | As Art. 32(1)(a).
32(1)(d) | Regular testing
32(4) | Staff act on instructions
33(1) | Breaches are notified within 72 hours
33(2) | A processor tells its controller
33(3) | What a notification contains | PROCESS
33(4) | Information in phases | PROCESS
33(5) | Every breach is documented
34 | People are told of a high risk
35(1) | A DPIA before processing with a high risk
35(2) | The advice of the officer
35(3) | The three cases that always need one
35(4) | The Commissioner's list
35(7)(a) | Systematic description
35(7)(b) | Necessity and proportionality
35(7)(c) | Risks to people
35(7)(d) | Measures
35(8) | Approved codes of conduct | Taken into account by people; the DPIA has a field for it.
35(9) | The views of the people concerned
35(11) | Review when the risk changes
36(1) | Prior consultation where a high risk stays
36(2) | The Commissioner's time for advice
36(3) | What the Commissioner is given | PROCESS
37 | When a data protection officer is needed
37(2) | One officer for a group | Allowed, not required; the record names the officer of each company.
37(5) | Expert knowledge of the officer | PROCESS
37(7) | The officer's contact details are published and told to the Commissioner
44A(1) | No transfer without approval, safeguard or derogation
44A(2) | The three ways
44A(3) | Restrictions of Art. 49A
45A | Approval of countries by regulations
45B | The data protection test for approvals | OFFICE
45C | Approvals are monitored and published
46 | Appropriate safeguards
46(1A) | The exporter considers the data protection test met
46(6) | What the data protection test asks
47 | Binding corporate rules
47A | Standard clauses in regulations | OFFICE
49(1)(a) | Explicit consent, told of the risks
49(1)(b) | Contract with the person | Judged as any derogation: Art. 49.
49(1)(c) | Contract in the person's interest | Judged as any derogation: Art. 49.
49(1)(d) | Important reasons of public interest | Judged as any derogation: Art. 49.
49(1)(e) | Legal claims | Judged as any derogation: Art. 49.
49(1)(f) | Vital interests | Judged as any derogation: Art. 49.
49(1)(g) | Public register | Judged as any derogation: Art. 49.
49(1) | Compelling legitimate interests: only rarely, and told
49(6) | The assessment is documented in the record
49A | Restrictions by regulations
"""
_DPA: Final = """
1 | Employment, social security and social protection
2 | Health or social care
3 | Public health | One condition of Part 1 among others: judged by its Part.
4 | Research, archiving, statistics | One condition of Part 1 among others: judged by its Part.
5 | Conditions of Part 2 need a policy document unless they say otherwise
6 | Statutory and government purposes | NOT_PRIVATE
8 | Equality of opportunity or treatment | One condition of Part 2 among others: judged by its Part.
10 | Preventing or detecting unlawful acts | One condition of Part 2 among others: judged by its Part.
11 | Protecting the public against dishonesty | One condition of Part 2 among others: judged by its Part.
12 | Regulatory requirements on unlawful acts | One condition of Part 2 among others: judged by its Part.
14 | Preventing fraud | One condition of Part 2 among others: judged by its Part.
18 | Safeguarding of children and of individuals at risk | One condition of Part 2 among others: judged by its Part.
19 | Economic well-being of certain individuals | One condition of Part 2 among others: judged by its Part.
20 | Insurance | One condition of Part 2 among others: judged by its Part.
29 | Criminal data: consent | One condition of Part 3 among others: judged by its Part.
33 | Criminal data: legal claims | One condition of Part 3 among others: judged by its Part.
36 | Criminal data: conditions of Part 2 without their test | One condition of Part 3 among others: judged by its Part.
38 | When a policy document must be in place
39 | What the policy document explains
40 | It is retained, reviewed and made available
41 | What the record of processing says besides
"""
_PECR: Final = """
5(1) | Security of the service
5(1A) | The least security: access, protection, a security policy
5(3) | Subscribers are told of a significant risk | PROCESS
5A | Breaches of a service are notified
5B | Audit by the Commissioner | OFFICE
5C | Fixed penalty | OFFICE
6(1) | No storing or reading on a device without leave
7(1) | Traffic data is erased or made anonymous
7(2) | Traffic data for billing
7(3) | Traffic data for marketing or added services, with consent
7(5) | Until when traffic data for billing may be kept
8(1) | Information on types and duration
8(2) | Who may use traffic data
8(3) | For what traffic data may be used
14 | Location data
18 | Directories
19 | Automated calls
20 | Fax | No channel of the first users; recorded as a channel, consent is asked as for any message.
21 | Unsolicited calls
22 | E-mail and text messages
22(3) | The soft opt-in
23 | No concealed identity
24 | Information about the caller
"""
_SCHEDULE_A1: Final = """
1 | Interpretation | DEFINES
2(1) | Consent, after clear information
2(1)(a) | Clear and comprehensive information about the purpose
2(3) | Consent by the settings of a browser
3 | Transmission of a communication
4 | Strictly necessary
5 | Statistical purposes
6 | Appearance
7 | Emergency assistance | An exception that the first users have no use for; the register of cookies knows it.
"""


def _duties(instrument: str, rows: str) -> list[Duty]:
    found = []
    reasons = {
        "PROCESS": _PROCESS,
        "NOT_PRIVATE": _NOT_PRIVATE,
        "DEFINES": _DEFINES,
        "OFFICE": _OFFICE,
    }
    for row in rows.strip().splitlines():
        number, about, *without = (cell.strip() for cell in row.split("|"))
        why = without[0] if without else ""
        found.append(Duty(Provision(instrument, number), about, reasons.get(why, why)))
    return found


DUTIES: Final[tuple[Duty, ...]] = (
    *_duties("UK GDPR Art.", _UK_GDPR),
    *_duties("DPA 2018 Sch. 1 para.", _DPA),
    *_duties("PECR reg.", _PECR),
    *_duties("PECR Sch. A1 para.", _SCHEDULE_A1),
)
